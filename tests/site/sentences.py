"""Computes every sentence of the support reports again from the CSV files beside them, and fails on one that it cannot.

A sentence is what stands in a heading, a paragraph or a list item of a report, of a product or of the front page. It is either computed here
from the CSV files, or one of the sentences below that hold no numbers and no names. What people wrote themselves (notes on tickets, titles of
actions and incidents, owners) is not ours to compute, and stands in elements of its own.
"""

import csv
import datetime
import math
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()

# Sentences without numbers or names, which are the same on every page that has them.
STATIC = {
    "Each ticket is assigned to one culprit: the cause whose removal would have prevented it.",
    "An estimate is the culprit's fraction of all tickets read, with those out of scope, multiplied by the number of tickets in the period; its limits are rounded outward.",
    "An estimate is the culprit's corrected fraction of all tickets, with those out of scope, multiplied by the number of tickets in the period; its limits are rounded outward.",
    "Shares are of the tickets in scope, with 95% Wilson intervals and finite-population correction.",
    "Shares are of the tickets in scope, with 95% Wilson intervals.",
    "Shares are of the tickets in scope.",
    "A change is a ratio of estimated tickets, per unit of usage if usage is known.",
    "A change is a ratio of estimated tickets per week, also per unit of usage if usage is known.",
    "Its interval covers both random arrivals and sampling error.",
    "A change is a difference of shares (Newcombe interval, Fisher's exact test, both widened by the variation of shares beyond chance), because the total number of tickets is unknown.",
    "A change is significant if its p-value is at most 0.05 after correction for all comparisons of the period (Holm).",
    "It is marked \u201cpossibly\u201d if its own 95% interval excludes zero change, but its corrected p-value is between 0.05 and 0.2.",
    "The leader is tested against the runner-up (Hung and Fithian, 2019).",
    "Weeks are added, not averaged: the estimate for a week is the culprit's corrected fraction of all tickets, with those out of scope, multiplied by the number of tickets.",
    "Shares are those of the machine labels, corrected by the difference between the labels and the readers in the tickets read (difference estimator), with 95% adjusted Wald intervals (Bonett and Price, 2012).",
    "The order of the culprits is tested with the tickets read only.",
    "The estimates of this report are based on the labels and corrected by what readers found.",
    "Labels alone are never used as an estimate.",
    "Labels as CSV (what they mean)",
    "Percentages are rounded and may not add up to 100.",
    "All tickets were read, so nothing is estimated.",
    "Weeks are added, not averaged: the estimate for a week is the culprit's fraction of all tickets read, with those out of scope, multiplied by the number of tickets.",
    "A week belongs to the month of its Thursday.",
    "Intervals are Wilson intervals with an effective sample size (Korn and Graubard, 1998).",
    "Tickets of priorities that are read in full are counted exactly, and the estimate for the others is added.",
    "Dots: tickets after an action compared with those before; lines: 95% intervals.",
    "Estimated tickets.",
    "These effects are before-and-after comparisons only: a culprit that was chosen because its count was high tends to decrease on its own.",
    "Bold: significant change.",
    "Blank: no significant change or trend, or too few tickets to tell.",
    "Too few tickets were read to tell.",
    "No ticket read was assigned to a culprit.",
    "Not tested: two earlier periods are needed to tell a change from chance.",
    "Not tested: too few tickets of each culprit were read.",
    "It prints the selected IDs in the order in which they are read.",
    "Support reports",
    "What customers of each product struggle with, based on samples of their tickets.",
    "Hollow dots: incomplete data.",
    "Lines break where the counting method changed. Values before and after are not comparable.",
}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def digits(value, decimals=0):
    return f"{value:,.{decimals}f}"


def listed(items):
    items = list(items)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def quoted(name):
    return f"\u201c{name}\u201d"


def two_sided(z, freedom):
    """P(|T| > z) of Student's t with so many degrees of freedom, by Simpson's rule."""
    factor = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    density = lambda x: factor * (1 + x * x / freedom) ** (-(freedom + 1) / 2)
    steps = 2000
    inside = sum(density(z * at / steps) * (1 if at in (0, steps) else 4 if at % 2 else 2) for at in range(steps + 1))
    return 1 - 2 * inside * z / steps / 3


def count(amount, one, many):
    return f"1 {one}" if amount == 1 else f"{amount} {many}"


# Periods.


def days(label):
    """The first and the last day of a period."""
    if "/" in label:
        first, last = label.split("/")
        return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    year, rest = int(label[:4]), label[5:]
    if rest.startswith("W"):
        first = datetime.date.fromisocalendar(year, int(rest[1:]), 1)
        return first, first + datetime.timedelta(days=6)
    length = 3 if rest.startswith("Q") else 1
    month = int(rest[1:]) * 3 - 2 if length == 3 else int(rest)
    after = datetime.date(year + (month + length - 1) // 12, (month + length - 1) % 12 + 1, 1)
    return datetime.date(year, month, 1), after - datetime.timedelta(days=1)


def date(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_range(first, last):
    if first == last:
        return date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} \u2013 {date(last)}"
    return f"{date(first)} \u2013 {date(last)}"


def kind(label):
    return "days" if "/" in label else "week" if "W" in label else "quarter" if "Q" in label else "month"


def noun(label):
    return "period" if kind(label) == "days" else kind(label)


def previous(label):
    """The period of the same kind before one."""
    before = days(label)[0] - datetime.timedelta(days=1)
    if kind(label) == "week":
        year, week, _ = before.isocalendar()
        return f"{year}-W{week:02}"
    if kind(label) == "month":
        return f"{before.year}-{before.month:02}"
    if kind(label) == "quarter":
        return f"{before.year}-Q{(before.month + 2) // 3}"
    first, last = days(label)
    return f"{before - (last - first)}/{before}"


def span(first, last, periods):
    """Periods one after another; with their number where some between them are left out."""
    if first == last:
        return first
    between = 1
    label = last
    while label != first and between < 100:
        label, between = previous(label), between + 1
    names = f"{first} to {last}"
    return names if between == periods else f"{count(periods, noun(first), noun(first) + 's')} of {names}"


def limits(row):
    """The limits of a change in the unit of its words."""
    change, lower, upper = (number(row[key]) for key in ("change", "lower", "upper"))
    if row["measure"] == "share_difference":
        lower, upper = (-upper, -lower) if change < 0 else (lower, upper)
        return f"{lower * 100:.0f} to {upper * 100:.0f} points"
    if change >= 2:
        return f"{lower:.1f} to {upper:.1f} times"
    lower, upper = (1 - upper, 1 - lower) if change < 1 else (lower - 1, upper - 1)
    return f"{lower * 100:.0f}% to {upper * 100:.0f}%"


# What is on a page.


class Page(HTMLParser):
    """The texts of the blocks of a page, without what people wrote themselves."""

    BLOCKS = {"h1", "p", "li", "dd", "summary"}
    SKIPPED = {"svg", "table", "nav", "pre", "script", "style", "header", "footer", "title"}

    def __init__(self, text, cards_only):
        super().__init__(convert_charrefs=True)
        self.cards_only = cards_only
        self.blocks, self.open, self.skip, self.void = [], [], 0, {"meta", "link", "img", "br", "input", "hr"}
        self.feed(text[text.index("<main") : text.index("</main>")])

    def handle_starttag(self, tag, attrs):
        if tag in self.void:
            return
        classes = (dict(attrs).get("class") or "").split()
        own = tag in self.SKIPPED or {"notes", "written"} & set(classes) or (self.cards_only and tag == "section" and "card" not in classes)
        self.skip += bool(own)
        self.open.append((tag, bool(own)))
        if tag in self.BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag):
        while self.open:
            last, own = self.open.pop()
            self.skip -= own
            if last == tag:
                break

    def handle_data(self, data):
        inside = any(tag in self.BLOCKS for tag, _ in self.open)
        if self.blocks and inside and not self.skip:
            self.blocks[-1] += data

    def texts(self):
        texts = (" ".join(text.split()) for text in self.blocks)
        yield from (text for text in texts if text)


# A report.


class Report:
    def __init__(self, folder):
        self.folder = folder
        self.summary = rows(folder / "summary.csv")[0]
        table = rows(folder / "culprits.csv")
        self.total = next(row for row in table if row["culprit"] == "total")
        self.rows = [row for row in table if row["culprit"] != "total"]
        self.counts = rows(folder / "counts.csv")
        self.changes = rows(folder / "changes.csv")
        self.actions = rows(folder / "actions.csv")
        self.labels = rows(folder / "labels.csv") if (folder / "labels.csv").exists() else []
        self.effort = rows(folder / "effort.csv") if (folder / "effort.csv").exists() else []
        self.list = {row["action"]: row for row in rows(folder.parent / "actions.csv")}
        self.names = {row["culprit"]: row["name"] for row in self.rows}
        self.label = self.summary["period"]
        self.is_pair = "-to-" in folder.name
        self.charted = self.summary["charted"] == "true"
        self.summed = self.summary["summed"] == "true"
        self.complete = self.total["complete"] == "true"
        self.population = number(self.total["population"])
        self.read, self.sampled = int(self.total["read"]), int(self.total["sampled"])
        self.census = self.population == self.read
        self.compared = any(row["comparison"] == "previous" for row in self.changes) or any(
            row["previous_period"] for row in self.rows
        )
        self.before = self.total["previous_period"] or previous(self.label)
        self.check_verdicts()
        self.check_labels()

    # Machine labels.

    @staticmethod
    def corrected(row):
        """The corrected tickets of a stratum, the middle of their interval and their variance."""
        N, n, x = (int(row[key]) for key in ("population", "read", "count"))
        if N == n:
            return x, x, 0.0
        L, b, c = (int(row[key]) for key in ("machine", "missed", "wrong")) if row["machine"] else (0, x, 0)
        r, t = (b + 1) / (n + 2), (c + 1) / (n + 2)
        return L + N * (b - c) / n, L + N * (r - t), N * N * (r + t - (r - t) ** 2) / (n + 2) * (N - n) / (N - 1)

    def check_labels(self):
        """Each row of labels.csv from counts.csv, and its tickets are those of culprits.csv."""
        table = {row["culprit"]: row for row in self.rows}
        for row in self.labels:
            strata = [one for one in self.strata(row["culprit"]) if one["population"] != "0"]
            parts = [self.corrected(one) for one in strata]
            seen = sum(int(one["count"]) for one in strata)
            most = seen + sum(int(one["population"]) - int(one["read"]) for one in strata)
            value = min(max(sum(part[0] for part in parts), seen), most)
            middle, half = sum(part[1] for part in parts), 1.959963984540054 * math.sqrt(sum(part[2] for part in parts))
            lower, upper = min(max(middle - half, seen), value), max(min(middle + half, most), value)
            tickets = math.floor(value + 0.5 + 1e-9), math.floor(lower + 1e-9), math.ceil(upper - 1e-9)
            for key, expected in zip(("tickets", "tickets_lower", "tickets_upper"), tickets):
                assert int(row[key]) == expected == int(table[row["culprit"]][key]), (self.folder, row, key, expected)
            labeled = [one for one in strata if one["machine"]]
            sums = {key: sum(int(one[key]) for one in labeled) for key in ("machine", "missed", "wrong", "count")}
            counts = {"found": sums["count"], "right": sums["count"] - sums["missed"]}
            counts["named"] = counts["right"] + sums["wrong"]
            assert all(int(row[key]) == expected for key, expected in counts.items()), (self.folder, row, counts)
            for key, of in (("precision", "named"), ("recall", "found")):
                if counts[of]:
                    assert abs(number(row[key]) - counts["right"] / counts[of]) <= 1e-9, (self.folder, row, key)
            worth = 0
            for one in labeled:
                N, n = int(one["population"]), int(one["read"])
                if N > n:
                    value, _, variance = self.corrected(one)
                    p = min(max(value, int(one["count"])), N - n + int(one["count"])) / N
                    worth += N * p * (1 - p) / (variance / N / N * (N - 1) + p * (1 - p))
            if row["worth"]:
                assert abs(int(row["worth"]) - worth) <= 0.5 + 1e-6, (self.folder, row, worth)

    def machine_of(self, label):
        path = self.folder.parent / label.replace("/", "--") / "summary.csv"
        return rows(path)[0]["machine"] if path.exists() else self.summary["machine"]

    def machine(self):
        if not self.labels:
            return
        one = self.summary
        labeled, unknown, read = (int(one[key]) for key in ("labeled", "label_unknown", "labeled_read"))
        machines = listed(one["machine"].split("; "))
        yield f"{machines} labeled {digits(labeled)} tickets, and {digits(read)} of them were read."
        if unknown:
            yield f"The machine named no culprit for {'1 ticket' if unknown == 1 else digits(unknown) + ' tickets'}."
        if one["label_worth"]:
            worth = int(one["label_worth"])
            if worth > read:
                yield (
                    f"The {digits(read)} tickets read and the labels are as precise as {digits(worth)} tickets read without labels: "
                    f"{digits(worth - read)} tickets need not be read."
                )
            else:
                yield (
                    f"The labels save no reading: {digits(worth)} tickets read without them would be as precise as the "
                    f"{digits(read)} read with them."
                )

    def check_verdicts(self):
        """The verdicts follow from the p-values and intervals beside them."""
        for row in self.changes:
            unchanged = 1.0 if row["measure"] == "ratio" else 0.0
            if number(row["p_holm"]) <= 0.05:
                verdict = "significant"
            elif number(row["p_holm"]) <= 0.2 and (unchanged < number(row["lower"]) or number(row["upper"]) < unchanged):
                # Where several periods are compared, only that comparison says what is possible.
                verdict = "none" if self.window() and row["comparison"] == "previous" and row["culprit"] != "total" else "possible"
            else:
                verdict = "none"
            assert verdict == row["verdict"], (self.folder, row)
        for row in self.actions:
            if row["verdict"] == "too_young":
                continue
            if number(row["p"]) <= number(row["alpha"]):
                verdict = "significant"
            elif 1 < number(row["lower"]) or number(row["upper"]) < 1:
                verdict = "possible"
            else:
                verdict = "none"
            assert verdict == row["verdict"], (self.folder, row)
            assert number(row["alpha"]) == (0.05 if len(row["after"].split()) >= 4 else 0.0125), row
            ratio, factor = number(row["change"]), math.exp(0)
            upper, lower = number(row["upper"]), number(row["lower"])
            error = math.log(upper / lower) / 2 / 1.959963984540054
            p = math.erfc(abs(math.log(ratio * factor)) / error / math.sqrt(2))
            assert abs(p - number(row["p"])) <= 1e-6, (self.folder, row, p)
        for comparison in {row["comparison"] for row in self.changes}:
            self.check_holm([row for row in self.changes if row["comparison"] == comparison])

    # The numbers of comparisons over several weeks, from the counts of each week in its own report.

    def weekly(self, weeks, culprit):
        """N, n, x and U of a culprit in some weeks, with their row; nothing if it is folded in one of them, or if a week has several strata."""
        found = []
        for week in weeks:
            path = self.folder.parent / week / "counts.csv"
            lines = [one for one in rows(path) if (one["side"], one["culprit"], one["part"]) == ("this", culprit, "all")] if path.exists() else []
            if len(lines) != 1 or not lines[0]["population"]:
                return None
            one = lines[0]
            found.append((int(one["population"]), int(one["read"]), int(one["count"]), number(one["usage"]), one))
        return found

    def between(self, first, last):
        names = sorted(path.name for path in self.folder.parent.iterdir() if re.fullmatch(r"\d{4}-W\d\d", path.name))
        return [name for name in names if first <= name <= last]

    def check_ratio(self, row, before, after, shared, own):
        side = []
        for weeks in (before, after):
            if any(one["machine"] for *_, one in before + after):
                volume, _, sampling = (sum(parts) for parts in zip(*(self.corrected(one) for *_, one in weeks)))
            else:
                volume = sum(N * x / n for N, n, x, *_ in weeks)
                sampling = sum(N * (N - n) * (x / n) * (1 - x / n) / n for N, n, x, *_ in weeks)
            if volume == 0:
                return False
            usage = sum(1 if U is None else U for *_, U, _ in weeks)
            side.append((volume, max(shared * volume + sampling, own * (volume + sampling)) / volume**2, usage))
        (v, s, u), (w, t, k) = side
        ratio, error = (w / k) / (v / u), math.sqrt(s + t)
        z = 1.959963984540054
        for key, value in (("change", ratio), ("lower", ratio * math.exp(-z * error)), ("upper", ratio * math.exp(z * error))):
            assert abs(number(row[key]) - value) <= 1e-6 * value, (self.folder, row, key, value)
        p = math.erfc(abs(math.log(ratio)) / error / math.sqrt(2))
        assert abs(number(row["p"]) - p) <= 1e-6, (self.folder, row, p)
        return True

    def scatter(self, points):
        """s^2 from counts and exposures of weeks one after another."""
        centre = sum(c for c, _ in points) / sum(e for _, e in points)
        z = [(c / e - centre) / math.sqrt(centre / e) for c, e in points]
        return (sum(abs(b - a) for a, b in zip(z, z[1:])) / (len(z) - 1) / 1.128) ** 2

    def check_numbers(self):
        """How many comparisons over several weeks were computed again."""
        checked = 0
        for row in self.actions:
            if row["verdict"] == "too_young":
                continue
            before, after = (self.weekly(row[side].split(), row["culprit"]) for side in ("before", "after"))
            if before and after:
                checked += self.check_ratio(row, before, after, number(row["dispersion"]), number(row["dispersion_own"]))
                self.check_share(row, before, after)
        for row in self.window():
            before, after = self.between(row["before_first"], row["before_last"]), self.between(row["after_first"], row["after_last"])
            if (len(before), len(after)) != (int(row["before_periods"]), int(row["after_periods"])):
                continue
            culprit = row["culprit"]
            if culprit == "total":
                checked += self.check_total_window(row, before, after)
                continue
            before, after = self.weekly(before, culprit), self.weekly(after, culprit)
            if before and after:
                checked += self.check_ratio(row, before, after, number(row["dispersion"]), number(row["dispersion_own"]))
                checked += self.check_dispersion(row, before + after)
        return checked

    def check_share(self, row, before, after):
        """The change of the share in the tickets read, by Newcombe's interval with the dispersion of the share."""
        if not row["share_change"]:
            return
        phi, sides = number(row["share_dispersion"]), []
        for weeks in (before, after):
            x, n = sum(week[2] for week in weeks), sum(week[1] for week in weeks)
            p, m, z = x / n, n / phi, 1.959963984540054
            middle, half = p + z * z / (2 * m), z * math.sqrt(p * (1 - p) / m + z * z / (4 * m * m))
            sides.append((p, max(0, (middle - half) / (1 + z * z / m)), min(1, (middle + half) / (1 + z * z / m))))
        (p, l, u), (q, m, v) = sides
        for key, value in (("share_change", q - p), ("share_lower", q - p - math.hypot(q - m, u - p)), ("share_upper", q - p + math.hypot(v - q, p - l))):
            assert abs(number(row[key]) - value) <= 1e-6, (self.folder, row, key, value)

    def check_dispersion(self, row, compared):
        """The shared part from the row of the total, and the own part where every week of the baseline shows the culprit."""
        total = next(one for one in self.window() if one["culprit"] == "total")
        share = sum(x for _, _, x, *_ in compared) / sum(n for _, n, *_ in compared)
        shared = 1 + share * (number(total["dispersion"]) - 1)
        assert abs(shared - number(row["dispersion"])) <= 1e-6, (self.folder, row, shared)
        weeks = self.between(row["baseline_first"], row["baseline_last"])
        base = self.weekly(weeks, row["culprit"])
        if not base or len(weeks) != int(row["baseline_periods"]) or row["dispersion_measured"] != "true":
            return 0
        points = [(x, (1 if U is None else U / 1000) * n / N) for N, n, x, U, _ in base]
        own = max(number(total["dispersion_own"]), 1, self.scatter(points))
        assert abs(own - number(row["dispersion_own"])) <= 1e-6 * own, (self.folder, row, own)
        return 1

    def check_total_window(self, row, before, after):
        weeks = [[one for one in rows(self.folder.parent / week / "culprits.csv") if one["culprit"] == "total"][0] for week in before + after]
        tickets = [int(one["tickets"]) for one in weeks]
        usage = [number(one["usage"]) or 1 for one in weeks]
        at = len(before)
        ratio = (sum(tickets[at:]) / sum(usage[at:])) / (sum(tickets[:at]) / sum(usage[:at]))
        error = math.sqrt(number(row["dispersion"]) * (1 / sum(tickets[at:]) + 1 / sum(tickets[:at])))
        p = math.erfc(abs(math.log(ratio)) / error / math.sqrt(2))
        assert abs(number(row["change"]) - ratio) <= 1e-6, (self.folder, row, ratio)
        assert abs(number(row["p"]) - p) <= 1e-6, (self.folder, row, p)
        if row["dispersion_measured"] == "true":
            base = self.between(row["baseline_first"], row["baseline_last"])
            if len(base) == int(row["baseline_periods"]):
                points = []
                for week in base:
                    one = [one for one in rows(self.folder.parent / week / "culprits.csv") if one["culprit"] == "total"][0]
                    points.append((int(one["tickets"]), number(one["usage"]) / 1000 if one["usage"] else 1))
                phi = max(1, self.scatter(points) * (1 + 4 / len(points)))
                assert abs(phi - number(row["dispersion"])) <= 1e-6 * phi, (self.folder, row, phi)
        return 1

    def check_holm(self, family):
        folded = [row["folded_p"] for row in self.rows if row["folded_p"]] if family[0]["comparison"] == "previous" else []
        p = [number(row["p"]) for row in family] + [float(one) for cell in folded for one in cell.split()]
        tested = int(family[0]["tested"])
        if len(p) < tested:  # Some that were tested are folded, without their names.
            return
        assert len(p) == tested, (self.folder, p, tested)
        for row in family:
            own = number(row["p"])
            largest = max(min(1, q * (tested - sum(r < q for r in p))) for q in p if q <= own)
            assert abs(largest - number(row["p_holm"])) <= 1e-7 + 1e-6 * largest, (self.folder, row, largest)

    # Words.

    def window(self):
        return [row for row in self.changes if row["comparison"] == "window"]

    def comparisons(self):
        found = [self.window(), [row for row in self.changes if row["comparison"] == "previous"]]
        return [family for family in found if family]

    def change_of(self, comparison, culprit):
        for row in self.changes:
            if (row["comparison"], row["culprit"]) == (comparison, culprit):
                return row
        return None

    def counted(self, row, side):
        return count(int(row[f"{side}_periods"]), noun(self.label), noun(self.label) + "s")

    @staticmethod
    def amount(row):
        value = number(row["change"])
        if row["measure"] == "share_difference":
            return f"{-value * 100:.0f} points lower" if value < 0 else f"{value * 100:.0f} points higher"
        if value < 1:
            return f"{(1 - value) * 100:.0f}% fewer"
        if value < 2:
            return f"{(value - 1) * 100:.0f}% more"
        return f"{value:.1f} times as many"

    def per(self, row):
        if row["measure"] == "share_difference":
            return ""
        per = self.per_usage() if row["per_usage"] == "true" else ""
        if self.summed or row["before_periods"] != row["after_periods"]:
            per += f" per {noun(self.summary['first'])}"
        return per

    def per_usage(self):
        return f" per {self.summary['usage_one'] or 'unit of usage'}"

    def finding(self):
        product = self.summary["product"]
        if not self.charted:
            return f"{product}: too few tickets read for a chart"
        for wanted in (False, True):
            for family in self.comparisons():
                clear = [r for r in family if r["verdict"] == "significant" and (r["culprit"] == "total") == wanted]
                clear.sort(key=lambda row: number(row["p"]))
                if clear:
                    row = clear[0]
                    amount = self.amount(row)
                    than = "as" if amount.endswith("times as many") else "than"
                    if row["comparison"] == "window":
                        span = f" in the last {self.counted(row, 'after')} {than} in the {self.counted(row, 'before')} before"
                    else:
                        span = f" in {self.label}" * self.is_pair + f" {than} in {self.previous_phrase()}"
                    tickets = "tickets" if wanted else f"{quoted(self.names[row['culprit']])} tickets"
                    if row["measure"] == "share_difference":
                        return f"The share of {tickets} is {amount}{span}"
                    found = f"{amount} {tickets}{self.per(row)}{span}"
                    return f"{product}: {found}" if wanted else found
        side, leaders = self.side(), self.leaders_in_title()
        if side:
            return f"Tickets {side} the expected range; {leaders}" if leaders else f"{product}: tickets are {side} their expected range"
        return leaders or f"{product}: {digits(self.read)} of the {digits(self.sampled)} tickets drawn have been read"

    def side(self):
        """On which side of the expected range all tickets are, if they are outside."""
        if self.summary["signal"] != "outside":
            return None
        return "below" if number(self.summary["rate"]) < number(self.summary["range_lower"]) else "above"

    def leaders_in_title(self):
        contenders = self.contenders()
        if not contenders:
            return None
        names = listed(quoted(name) for name in contenders)
        if len(contenders) == 1 and self.verified():
            return f"{names} is the most common culprit"
        if len(contenders) > 3:
            return "No single culprit stands out"
        if len(names) > 70:
            top = f"the top {len(contenders)} culprits"
            if len(contenders) == 1:
                return "No single culprit stands out"
            return f"T{top[1:]} have the same number of tickets" if self.census else f"The sample cannot rank {top}"
        are = "is the most common culprit" if len(contenders) == 1 else "are the most common culprits"
        return f"{names} {are}" if self.census else f"{names} {are} in the sample"

    def ranked(self):
        rows = [row for row in self.rows if row["culprit"] not in ("other", "unclassified") and int(row["count"])]
        weight = lambda row: sum(self.weight(one) * int(one["count"]) for one in self.strata(row["culprit"]))
        return sorted(rows, key=lambda row: (-round(weight(row), 6), row["culprit"]))

    def strata(self, culprit):
        return [row for row in self.counts if (row["culprit"], row["side"]) == (culprit, "this")]

    @staticmethod
    def weight(row):
        return int(row["population"]) / int(row["read"]) if row["population"] else 1.0

    def contenders(self):
        if not self.summary["contenders"] or not self.charted:
            return None
        ranked = self.ranked()
        if self.census:
            most = max(number(row["tickets"] or row["count"]) for row in ranked)
            found = [row["name"] for row in ranked if number(row["tickets"] or row["count"]) == most]
        else:
            found = [row["name"] for at, row in enumerate(ranked) if at == 0 or number(row["leader_p"]) > 0.05]
        hidden = int(self.summary["contenders"]) - len(found)
        folded = next((row["name"] for row in self.rows if row["culprit"] == "other"), "(0 culprits)")
        assert 0 <= hidden <= int(re.search(r"(\d+) culprit", folded).group(1)), (self.folder, hidden)
        return found + ["a folded culprit"] * hidden

    def verified(self):
        ranked = self.ranked()
        return len(self.contenders()) == 1 if self.census else number(ranked[0]["leader_p"]) <= 0.05

    # The three lines at the top.

    def most_tickets(self):
        if not self.charted or not self.ranked():
            return
        contenders = self.contenders() or []
        first = self.ranked()[0]
        one = f"{quoted(first['name'])}: {self.estimate(first)}"
        if not contenders:
            yield f"Not tested. First in the tickets read is {one}."
        elif len(contenders) == 1:
            yield f"{one}." if self.verified() else f"{one}; too few tickets were read to be sure."
        elif len(contenders) <= 3:
            by_name = {row["name"]: row for row in self.rows}
            number_of = lambda row: digits(int(row["tickets"])) if row["tickets"] else self.estimate(row).split(" ")[0]
            names = listed(f"{quoted(name)} ({number_of(by_name[name])})" for name in contenders)
            yield f"{names}: {'the same number of tickets' if self.census else 'the sample is too small to rank them'}."
        else:
            yield f"No single culprit stands out. First in the sample is {one}."

    def compared_periods(self, row):
        """What the two sides of a comparison are called."""
        names = []
        for side in ("before", "after"):
            if self.summed:
                names.append(self.before if side == "before" else self.label)
                continue
            labels = self.between(row[f"{side}_first"], row[f"{side}_last"])
            names.append(span(row[f"{side}_first"], row[f"{side}_last"], int(row[f"{side}_periods"])))
            assert not labels or len(labels) >= int(row[f"{side}_periods"]), row
        return f"{names[1]} compared with {names[0]}"

    def what_changed(self):
        families = self.comparisons()
        for wanted in (False, True):
            for family in families:
                clear = [r for r in family if r["verdict"] == "significant" and (r["culprit"] == "total") == wanted]
                clear.sort(key=lambda row: number(row["p"]))
                if clear:
                    row = clear[0]
                    tickets = "tickets" if wanted else f"{quoted(self.names[row['culprit']])} tickets"
                    said = f"(95% interval {limits(row)}), {self.compared_periods(row)}."
                    if row["measure"] == "share_difference":
                        yield f"Share of {tickets}: {self.change_words(row)} {said}"
                    else:
                        yield f"{self.change_words(row)} {tickets}{self.per(row)} {said}"
                    return
        if families:
            yield f"No significant change, {self.compared_periods(families[0][0])}."

    def judged(self):
        """What followed the actions: the newest first, those that are judged together once."""
        found = {}
        for action, listed_action in reversed(self.list.items()):
            for culprit in listed_action["culprits"].split():
                for row in self.actions:
                    if (row["action"], row["culprit"]) == (action, culprit) and row["verdict"] != "too_young":
                        found.setdefault((culprit, row["actions"]), row)
        return list(found.values())

    def after_action(self):
        found = self.judged()
        falls = [row for row in found if row["verdict"] == "significant" and number(row["change"]) < 1]
        titles = lambda row: listed(quoted(self.list[one]["title"]) for one in row["actions"].split())
        title = self.finding()
        falls.sort(key=lambda row: f"{quoted(self.names[row['culprit']])} tickets" not in title.split("expected range")[0])
        if found:
            row = (falls or found)[0]
            before, after = row["before"].split(), row["after"].split()
            compared = f"{span(after[0], after[-1], len(after))} compared with {span(before[0], before[-1], len(before))}."
            name = quoted(self.names[row["culprit"]])
            if not falls:
                yield f"No significant decrease in {name} tickets after {titles(row)}, {compared}"
                return
            per = (self.per_usage() if self.total["usage"] else "") + (f" per {noun(after[0])}" if len(before) != len(after) else "")
            together = " together" if len(row["actions"].split()) > 1 else ""
            yield f"{titles(row)}{together}: {self.amount({**row, 'measure': 'ratio'})} {name} tickets{per} (95% interval {limits({**row, 'measure': 'ratio'})}), {compared}"
            return
        for action in reversed(self.list):
            for row in self.actions:
                if row["action"] == action:
                    assert row["verdict"] == "too_young", row
                    yield f"Too early to compare after {quoted(self.list[action]['title'])}: possible once {row['possible_after']} is complete."
                    return
        yield f"No action to assess since {date(days(self.label)[0] - datetime.timedelta(days=56))}."

    def previous_phrase(self):
        if self.before == previous(self.label):
            return f"the previous {noun(self.label)}"
        return self.before

    def totals(self):
        for family in self.comparisons():
            row = next((row for row in family if row["culprit"] == "total"), None)
            if row is None:
                continue
            head, clear = f"All tickets{self.per(row)}", row["verdict"] == "significant"
            said = self.amount(row) if clear else "no significant change"
            if row["comparison"] == "window":
                yield f"{head}, last {self.counted(row, 'after')} compared with the {self.counted(row, 'before')} before: {said}."
            elif self.window():
                yield f"{head} compared with {self.previous_phrase()}: {said}."
            else:
                word = "as" if said.endswith("times as many") else "than"
                yield f"{head}: {said} {word} in {self.previous_phrase()}." if clear else f"{head}: {said}."

    def usual(self):
        rate, lower, upper = (number(self.summary[key]) for key in ("rate", "range_lower", "range_upper"))
        if rate is None:
            return
        usage = number(self.total["usage"]) is not None
        decimals = int(usage and upper < 100)
        unit = f"tickets per 1,000 {self.summary['usage_many'] or 'units of usage'}" if usage else "tickets"
        span = f"{digits(lower, decimals)}\u2013{digits(upper, decimals)}"
        signal = self.summary["signal"]
        assert (signal == "outside") == (rate < lower or upper < rate), self.folder
        end = {
            "outside": f"{self.side()} the range of {span} expected from {self.summary['range_periods']} earlier weeks",
            "run": f"within the expected range of {span}, but at least the eighth in a row on one side of the mean",
            "": f"within the expected range of {span}",
        }[signal]
        yield f"At {digits(rate, decimals)} {unit}, the week is {end}."

    def estimate(self, row):
        read = self.read
        if not self.charted:
            return f"{digits(int(row['count']))} of {digits(read)} tickets read"
        if row["tickets"]:
            tickets, lower, upper = (digits(int(row[key])) for key in ("tickets", "tickets_lower", "tickets_upper"))
            if self.census:
                return f"{tickets} tickets"
            return f"about {tickets} tickets ({'exact' if lower == upper else lower + chr(0x2013) + upper})"
        share = lambda key: digits(number(row[key]) * 100, int(read >= 1000))
        return f"{share('share')}% of the tickets ({share('share_lower')}\u2013{share('share_upper')}%)"

    def change_words(self, row):
        if row["verdict"] == "none":
            return "no significant change"
        if row["verdict"] == "possible":
            return f"possibly {self.amount(row)}"
        falls = number(row["change"]) < (1 if row["measure"] == "ratio" else 0)
        return f"{chr(0x25BC) if falls else chr(0x25B2)} {self.amount(row)}"

    def trend(self, row):
        """The trend beside a row; nothing if it is not significant."""
        if self.is_pair or not row["trend_p_holm"] or number(row["trend_p_holm"]) > 0.05:
            return ""
        return "\u25b2 rising" if number(row["trend_slope"]) > 0 else "\u25bc falling"

    def lines(self):
        """How many periods the lines of the ranking cover: those up to the last one, at most 26, with those that are missing."""
        same = lambda path: kind(path.name) == kind(self.summary["first"]) and "-to-" not in path.name and (path / "summary.csv").exists()
        known = [path.name for path in self.folder.parent.iterdir() if same(path)]
        totals = {label: next(row for row in rows(self.folder.parent / label / "culprits.csv") if row["culprit"] == "total") for label in known}
        complete = sorted(label for label in known if totals[label]["complete"] == "true" and label <= self.summary["last"])
        periods, label = 1, complete[-1]
        while label != complete[0] and periods < 26:
            label, periods = previous(label), periods + 1
        return periods

    def facts(self):
        """The line under the name of each culprit."""
        for row in self.rows:
            parts = [self.estimate(row)]
            leading = self.change_of("window" if self.window() else "previous", row["culprit"])
            if leading and leading["verdict"] != "none":
                parts.append(self.change_words(leading))
            recent = self.change_of("previous", row["culprit"]) if self.window() else None
            if recent and recent["verdict"] != "none":
                parts.append(f"compared with {self.previous_phrase()}: {self.change_words(recent)}")
            yield " ".join(parts)

    def outcome(self, row):
        if row["verdict"] == "too_young":
            return f"Too early to compare: possible once {row['possible_after']} is complete."
        actions, after, before = (row[key].split() for key in ("actions", "after", "before"))
        unit = kind(self.summary["first"])
        unit = "period" if unit == "days" else unit
        together = ""
        if len(actions) > 1:
            together = listed(quoted(self.list[one]["title"]) for one in actions) + " together: "
        ratio, lower, upper = (number(row[key]) for key in ("change", "lower", "upper"))
        if ratio < 2:
            low, high = (1 - upper, 1 - lower) if ratio < 1 else (lower - 1, upper - 1)
            limits = f"{low * 100:.0f}% to {high * 100:.0f}%"
        else:
            limits = f"{lower:.1f} to {upper:.1f} times"
        per = self.per_usage() if self.total["usage"] else ""
        if len(before) != len(after):
            per += f" per {unit}"
        amount = f"{self.amount({'measure': 'ratio', 'change': row['change']})} tickets{per} (95% interval {limits})"
        said = {"significant": amount, "possible": f"possibly {amount}", "none": f"no significant change in tickets{per}"}[row["verdict"]]
        counts = [count(len(side), unit, unit + "s") for side in (after, before)]
        return f"{together}{counts[0]} after, compared with {counts[1]} before: {said}.{self.share_outcome(row)}"

    @staticmethod
    def share_outcome(row):
        if not row["share_change"]:
            return ""
        d, l, u = (number(row[key]) * 100 for key in ("share_change", "share_lower", "share_upper"))
        signed = lambda value: f"{value:+.0f}".replace("-", "\u2212")
        if l <= 0 <= u:
            return f" Share of tickets: no significant change (95% interval {signed(l)} to {signed(u)} percentage points)."
        points = count(round(abs(d)), "percentage point", "percentage points")
        low, high = (-u, -l) if d < 0 else (l, u)
        return f" Share of tickets: {points} {'lower' if d < 0 else 'higher'} (95% interval {low:.0f} to {high:.0f})."

    def action_items(self, newest_first=False):
        # What followed actions that are judged together stands with the last of them.
        listed_rows = reversed(self.actions) if newest_first else self.actions
        together = {(row["culprit"], row["actions"] or row["action"]): row for row in listed_rows}
        outcomes = {(row["action"], row["culprit"]): row for row in together.values()}
        for action, row in self.list.items():
            for culprit in row["culprits"].split():
                head = f"{date(datetime.date.fromisoformat(row['date']))}: {row['title']}"
                outcome = outcomes.get((action, culprit))
                yield f"{head} {self.outcome(outcome)}" if outcome else head

    def sample(self):
        read = digits(self.read)
        if self.census:
            return f"All {read} tickets read."
        if self.population is None:
            head = f"{read} tickets read"
        else:
            head = f"{read} of {digits(self.population)} tickets read"
        return f"{head}, drawn at random in each week." if self.summed else f"{head}, drawn at random."

    def dates(self):
        first, last = days(self.label)
        if not self.summed:
            return date_range(first, last)
        name = f"{MONTHS[first.month - 1]} {first.year}"
        if kind(self.label) == "quarter":
            name += f" to {MONTHS[last.month - 1]} {last.year}"
        weeks = self.summary["first"]
        if self.summary["periods"] != "1":
            weeks += f" to {self.summary['last']}"
        return f"{name} ({weeks})"

    def subtitles(self):
        if not self.charted:
            measure = "tickets read"
        elif self.population is None:
            measure = "share of tickets"
        elif self.summed:
            measure = "tickets per week"
        else:
            measure = "tickets" if self.census else "estimated tickets"
        bars = self.previous_phrase().removeprefix("the ")
        compared = f" (thin bars: {bars})" if self.total["previous_period"] else ""
        yield f"{self.summary['product']}: {measure} by culprit, {self.dates()}{compared}."
        if self.population is None:
            return
        tickets, earlier = digits(self.population), self.total["previous_tickets"]
        weeks = int(self.summary["periods"])
        end = f" in {count(weeks, 'week', 'weeks')}" if self.summed else ""
        if self.total["previous_period"]:
            if not earlier:
                return
            row = self.change_of("previous", "total")
            before_weeks = int(row["before_periods"]) if row else weeks
            if before_weeks != weeks:
                end += f", compared with {digits(int(earlier))} in {count(before_weeks, 'week', 'weeks')}"
            else:
                change = self.population - int(earlier)
                end += ", the same as before" if change == 0 else f", {'down' if change < 0 else 'up'} from {digits(int(earlier))}"
        if self.complete:
            yield f"There were {tickets} tickets in total{end}."
        else:
            yield f"There have been {tickets} tickets so far{end}."

    def cautions(self):
        if not self.complete:
            yield "Incomplete: this report covers only a part of the period, so its counts can grow."
        if self.summed:
            yield from self.missing_weeks()
        if self.read < self.sampled:
            head = f"Preliminary: {digits(self.read)} of the {digits(self.sampled)} tickets drawn have been read."
            yield head
            yield f"{head} If you will not read more, add the line stopped: true above tickets: in the worksheet. The tickets that were read then count as a smaller sample."
        if not self.charted:
            yield "Too few tickets were read to chart shares. The counts are in the table."
        if self.population is None:
            yield "The total number of tickets is unknown, so shares are shown instead of counts."
        skipped = int(self.summary["skipped"])
        if self.machine_of(self.before) != self.summary["machine"]:
            yield f"The tickets were labeled by a different machine than in {self.before}, so changes per culprit are not tested."
        if skipped:
            yield f"{count(skipped, 'ticket was', 'tickets were')} skipped although later ones were read. Unless that was random, the shares are biased."
        unclassified = number(self.summary["unclassified_share"])
        if unclassified and unclassified > 0.15:
            yield "More than 15% of the tickets could not be classified, so the true order may differ."

    def missing_weeks(self):
        """The weeks of a month or quarter that were not sampled; each belongs to the month of its Thursday."""
        first, last = days(self.label)
        monday = first - datetime.timedelta(days=first.weekday())
        weeks = []
        while monday <= last:
            if first <= monday + datetime.timedelta(days=3) <= last:
                year, week, _ = monday.isocalendar()
                weeks.append(f"{year}-W{week:02}")
            monday += datetime.timedelta(days=7)
        there = {row["period"] for row in self.counts if row["side"] == "this"}
        missing = [week for week in weeks if week not in there]
        if missing:
            newest = max(path.name for path in self.folder.parent.iterdir() if re.fullmatch(r"\d{4}-W\d\d", path.name))
            known = {path.name for path in self.folder.parent.iterdir()}
            later = [week for week in missing if week > newest or (week in known and week == newest)]
            unknown = [week for week in missing if week in known and week not in later]
            unread = [week for week in missing if week not in later and week not in unknown]
            parts = [("Not read", unread), ("Read, but the total number of tickets is unknown", unknown), ("Not read yet", later)]
            said = " ".join(f"{head}: {listed(some)}." for head, some in parts if some)
            yield f"{len(there)} of {count(len(weeks), 'week', 'weeks')} are included. {said} Missing weeks are not estimated."

    def not_compared(self):
        """The reason is a matter of the other period's report, which says why itself; here only that there is none."""
        if self.total["previous_period"] or any(row["comparison"] == "previous" for row in self.changes):
            return []
        before = self.folder.parent / self.before.replace("/", "--")
        head = f"Not compared with {self.previous_phrase()}"
        if not before.exists():
            return [f"{head}: {'too few of its weeks were read' if self.summed else 'there is no report of it'}."]
        both = (self, Report(before))
        for one in both:
            if not one.complete:
                return [f"{head}: {one.label} is not complete."]
        for one in both:
            if one.read < one.sampled:
                return [f"{head}: in {one.label}, only {digits(one.read)} of the {digits(one.sampled)} tickets drawn were read."]
        for one in both:
            if not one.charted:
                return [f"{head}: in {one.label}, only {digits(one.read)} tickets were read."]
        return []

    def next_steps(self):
        names = [f"{quoted(name)}" for name in (self.contenders() or [])]
        yield ("start", names)

    def method(self):
        yield self.sample()
        out = int(self.total["not_applicable"])
        if out:
            yield f"{count(out, 'ticket was', 'tickets were')} out of scope."
        families = self.comparisons()
        if families:
            row = families[0][0]
            if row["comparison"] == "window":
                after, before = self.counted(row, "after"), self.counted(row, "before")
                yield (
                    f"The main change compares the last {after} with the {before} before, because comparing several periods detects a real change "
                    f"far more often than comparing single periods; the change from {self.previous_phrase()} is in the table."
                )
                yield f"Changes compare the last {after} with the {before} before."
            periods = count(int(row["baseline_periods"]), noun(self.label), noun(self.label) + "s")
            if int(row["baseline_periods"]) < 2:
                yield (
                    f"There are too few earlier periods ({periods}, at least two are needed) to tell a change from chance, so no change is "
                    "called significant."
                )
                yield "No change is called significant until two earlier periods are known."
            elif row["dispersion_measured"] == "true" and row["measure"] != "ratio":
                yield f"The variation of shares beyond chance is measured, for each culprit, from {periods} before this comparison (Laney, 2002)."
            elif row["dispersion_measured"] == "true":
                yield (
                    "The variation of counts beyond chance is measured, for all tickets and for each culprit, "
                    f"from {periods} before this comparison (Laney, 2002)."
                )
            else:
                total = next((one for one in families[0] if one["culprit"] == "total"), None)
                value = number(total["dispersion"]) if total else 3.0
                yield (
                    f"There are too few earlier periods ({periods}, at least eight are needed) to measure the variation of counts beyond "
                    f"chance, so a dispersion of {value:g} is assumed."
                )
                yield "Until there are eight earlier periods, the variation of counts beyond chance is assumed, not measured."
        if any(self.trend(row) for row in self.rows):
            unit = noun(self.summary["first"])
            yield f"\u201cRising\u201d and \u201cfalling\u201d: significant trend over {count(self.lines(), unit, unit + 's')}."
        if families and any(row["verdict"] == "possible" for row in families[0] if row["culprit"] != "total"):
            tested = int(families[0][0]["tested"])
            yield f"\u201cPossibly\u201d: may be chance, given {'one comparison' if tested == 1 else f'{tested} comparisons'}."
        tickets = self.summary["agreement_tickets"]
        if tickets:
            kappa = number(self.summary["kappa"])
            end = "" if kappa is None else f" (Cohen's kappa {kappa:.2f}; 0 is chance level, 1 is perfect)"
            who = count(int(tickets), "ticket was", "tickets were")
            yield f"{who} read by two people, who chose the same culprit for {number(self.summary['agreed']) * 100:.0f}%{end}."
        samples = "samples" if self.summed else "sample"
        yield f"Source: {self.summary['product']}, support {samples}, {self.label}."

    def effort_sentences(self):
        """The minutes of the ranking by effort; its shares are computed again."""
        if not self.effort:
            return
        sums = {key: sum(int(row[key]) for row in self.effort) for key in ("tickets", "minutes", "squares")}
        n, y, q = (sums[key] for key in ("tickets", "minutes", "squares"))
        N = number(self.effort[0]["population"])
        for row in self.effort:
            if not row["share"]:
                continue
            R = int(row["minutes"]) / y
            assert abs(R - number(row["share"])) <= 1e-9, (self.folder, row)
            if n == N:
                continue
            s = math.sqrt((1 - n / N if N else 1) * n / (n - 1) * (int(row["squares"]) * (1 - R) ** 2 + (q - int(row["squares"])) * R**2)) / y
            fewer = min(int(row["tickets"]), n - int(row["tickets"]))
            for key, sign in (("share_lower", -1), ("share_upper", 1)):
                limit = number(row[key])
                t = sign * (math.log(limit / (1 - limit)) - math.log(R / (1 - R))) * R * (1 - R) / s
                assert abs(two_sided(t, fewer - 1) - 0.05) <= 1e-6, (self.folder, row, t)
        yield f"{digits(y)} minutes were noted for {digits(n)} of {digits(self.read)} tickets read."
        if n == N:
            yield "A share of the effort is a share of these minutes."
        else:
            yield "A share of the effort is a ratio of minutes with the 95% interval of a ratio estimator (Cochran, 1977)."

    def sentences(self):
        yield self.finding()
        yield from self.most_tickets()
        yield from self.what_changed()
        yield from self.after_action()
        yield from self.totals()
        yield from self.usual()
        yield from self.cautions()
        yield from self.not_compared()
        yield from self.subtitles()
        yield from self.method()
        yield from self.machine()
        yield from self.effort_sentences()
        yield from self.facts()
        yield from self.action_items()
        titles = {action: row["title"] for action, row in self.list.items()}
        yield from effect_items(self.actions, titles, self.names)

    def patterns(self):
        """Sentences with words that people wrote: owners of culprits, the seed of a sample."""
        owner = r"(?: \([^)]*\))?"
        contenders = self.contenders() or []
        names = [re.escape(quoted(name)) + owner for name in contenders]
        if len(names) == 1:
            yield f"Start with {names[0]}\\."
        elif len(names) in (2, 3):
            yield f"Start with {listed(names)}: one of them probably causes the most tickets\\."
        elif names:
            folded = sum(name == "a folded culprit" for name in contenders)
            grouped = f", {folded} of them grouped under \u201cOther\u201d" if folded else ""
            yield f"The sample is too small to rank the top {len(names)} culprits{grouped}\\. Read a larger sample before you choose one\\."
        for row in self.actions:
            if row["verdict"] in ("significant", "possible", "none") and not (row["verdict"] == "significant" and number(row["change"]) < 1):
                unit = noun(self.summary["first"])
                after, before = (count(len(row[side].split()), unit, unit + "s") for side in ("after", "before"))
                titles = listed(re.escape(quoted(self.list[one]["title"])) for one in row["actions"].split())
                name = re.escape(quoted(self.names[row["culprit"]]))
                last = row["after"].split()[-1]
                if len(row["after"].split()) < 4 and last == self.summary["last"]:
                    yet, advice = " yet", "Check again with more periods before you consider another action"
                else:
                    yet, advice = "", "Find out why, and consider another action"
                yield f"{name}{owner}: no significant decrease{yet} after {titles} \\({after} after, {before} before\\)\\. {advice}\\."
        unclassified = number(self.summary["unclassified_share"])
        if unclassified and unclassified > 0.15:
            yield r"Read the unclassified tickets again, or add a culprit for what they have in common\."
        if self.population is not None and not self.summed:
            population, drawn = digits(self.population), digits(self.sampled)
            yield rf"The (?:period|export of [^,]*, \d\d:\d\d \w+) has {population} tickets(?: of this period)?\. The sample is the {drawn} of them with the smallest SHA-256 of \S+ followed by the ticket ID, where \S+ is the seed\."
            yield rf"Anyone can draw the same sample\. Put the IDs of all {population} tickets into a file ids\.txt, one per line, and run:"
            yield "Reproduce the sample"
        product, label, dates = (re.escape(one) for one in (self.summary["product"], self.label, self.dates()))
        yield f"{product} \u00b7 {label} \u00b7 {dates}"
        yield r"(?:Weeks|Reports of the two periods|Incidents): .*"
        yield r"Numbers as CSV \(what they mean\).*"
        yield r"Show the numbers|\d+ notes?"


# Products and the front page.


def effect_items(outcomes, titles, names):
    """The rows of dots of what followed actions."""
    for row in outcomes:
        if row["verdict"] == "too_young":
            continue
        sides = (row[side].split() for side in ("before", "after"))
        before, after = (span(side[0], side[-1], len(side)) for side in sides)
        actions = listed(quoted(titles[one]) for one in row["actions"].split())
        ratio, lower, upper = (number(row[key]) for key in ("change", "lower", "upper"))
        low, high = (1 - upper, 1 - lower) if ratio < 1 else (lower - 1, upper - 1)
        amount = f"{(1 - ratio) * 100:.0f}% fewer" if ratio < 1 else f"{(ratio - 1) * 100:.0f}% more" if ratio < 2 else f"{ratio:.1f} times as many"
        arrow = "\u25bc" if ratio < 1 else "\u25b2"
        said = {"significant": f"{arrow} {amount}", "possible": f"possibly {amount}", "none": "no significant change"}[row["verdict"]]
        if row["verdict"] == "none" and ratio < 2:
            interval = f"{(lower - 1) * 100:+.0f}% to {(upper - 1) * 100:+.0f}%".replace("-", "\u2212")
        else:
            interval = f"{low * 100:.0f}% to {high * 100:.0f}%" if ratio < 2 else f"{lower:.1f} to {upper:.1f} times"
        yield f"{names[row['culprit']]} after {actions} ({after} compared with {before}) {said} (95% interval {interval})"


def product_effects(folder):
    if not (folder / "effects.csv").exists():
        return
    titles = {row["action"]: row["title"] for row in rows(folder / "actions.csv")}
    reports = (rows(one / "culprits.csv") for one in folder.iterdir() if (one / "summary.csv").exists())
    names = {row["culprit"]: row["name"] for report in reports for row in report}
    yield from effect_items(rows(folder / "effects.csv"), titles, names)


def trend_rows(folder):
    for row in rows(folder / "trends.csv"):
        clear = number(row["p_holm"]) <= 0.05
        trend = "no significant trend" if not clear else "rising" if number(row["slope"]) > 0 else "falling"
        assert trend == row["trend"], (folder, row)
        assert (number(row["p"]) < 0.05) == (number(row["lower"]) > 0 or number(row["upper"]) < 0), (folder, row)


def goals(folder, unit):
    if not (folder / "targets.csv").exists():
        return
    course = {(row["culprit"], row["period"]): row for row in rows(folder / "culprits.csv")}
    for row in rows(folder / "targets.csv"):
        below, day = number(row["below"]), datetime.date.fromisoformat(row["by"])
        goal = f"{quoted(row['name'])} below {below:g} {unit} by {date(day)}:"
        due = row["due"] == "true"
        assert due == any(one["partial"] == "false" and days(one["period"])[1] >= day for one in course.values()), row
        verdict, basis = "unclear", "(no complete period yet)"
        if row["period"]:
            judged = course[row["culprit"], row["period"]]
            complete = [one["period"] for (culprit, _), one in course.items() if culprit == row["culprit"] and one["partial"] == "false" and one["value"]]
            assert row["period"] == max(one for one in complete if days(one)[0] <= day), row
            assert all(abs(number(judged[key]) - number(row[key])) < 1e-9 for key in ("value", "lower", "upper")), row
            lower, upper = number(row["lower"]), number(row["upper"])
            verdict = "met" if upper < below else "not_met" if lower >= below else "unclear"
            decimals = [int(row["unit"] == "tickets_per_1000" and number(row[key]) < 100) for key in ("value", "lower", "upper")]
            value, low, high = (digits(number(row[key]), places) for key, places in zip(("value", "lower", "upper"), decimals))
            basis = f"({row['period']}: {value}, 95% interval {low} to {high})"
        assert verdict == row["verdict"], row
        words = {"met": "met", "not_met": "not met", "unclear": "the sample cannot tell"}
        if not due:
            words = {"met": "below the goal now", "not_met": "not reached yet", "unclear": "not clear yet"}
        yield f"{goal} {words[verdict]} {basis}"


def heat_sentences(folder, measure, shown):
    """The names of the heat map, its first and its last period, and its strongest shade."""
    course = rows(folder / "culprits.csv")
    yield from {row["name"] for report in folder.iterdir() if (report / "culprits.csv").exists() for row in rows(report / "culprits.csv")}
    shown = {*shown, *(row["period"] for row in course)}
    first, last = (days(edge(shown))[0] for edge in (min, max))
    yield " ".join(f"{day.day} {MONTHS[day.month - 1][:3]}" for day in (first, last))
    highest = max((number(row["value"]) for row in course if row["value"] and row["partial"] == "false"), default=0)
    decimals = int(course[0]["unit"] == "tickets_per_1000" and highest < 100)
    yield f"The stronger the shade, the more {measure}; the strongest is {digits(highest, decimals)}. Empty: no tickets, or not counted."


def latest(reports):
    """The newest report of a sample that is complete, or else the newest."""
    samples = [report for report in reports if not report.summed and not report.is_pair]
    samples.sort(key=lambda report: days(report.label))
    return ([report for report in samples if report.complete] or samples)[-1]


def measure(report, course):
    """What the series of a product are measured in."""
    usage = report.summary["usage_many"] or "units of usage"
    return {"tickets_per_1000": f"tickets per 1,000 {usage}", "tickets": "tickets", "share": "% of tickets"}[course[0]["unit"]]


def product_sentences(folder, reports):
    product = reports[0].summary["product"]
    totals = rows(folder / "totals.csv") if (folder / "totals.csv").exists() else []
    shown = [row["period"] for row in totals] or [row["period"] for row in rows(folder / "culprits.csv")]
    first, last = days(min(shown))[0], days(max(shown))[1]
    when = date_range(first, last)
    unit = measure(reports[0], rows(folder / "culprits.csv"))
    finding = latest(reports).finding()
    yield finding if finding.startswith(product) else f"{product}: {finding}"
    yield f"{product}, {when}"
    yield f"{product}, {when}: {unit}, with 95% intervals"
    yield f"Source: {product}, support samples, {when}."
    yield from heat_sentences(folder, unit, shown)
    baseline = [row["period"] for row in totals if row["baseline"] == "true"]
    for row in totals:
        if row["lower"]:
            outside = number(row["rate"]) < number(row["lower"]) or number(row["upper"]) < number(row["rate"])
            assert outside == (row["signal"] == "outside"), (folder, row)
    if baseline:
        yield f"Large dots: outside the expected range, which is computed from {min(baseline)} to {max(baseline)} (Laney, 3 sigma)."
    trend_rows(folder)
    yield from product_effects(folder)
    yield from goals(folder, unit)
    yield from ("What followed the actions", "Goals")


def product_patterns(folder, reports):
    yield r"Support tickets by culprit(?: \u00b7 .*)?"
    yield r"Numbers as CSV \(what they mean\).*"
    yield r"Show the numbers"
    names = {row["culprit"]: row["name"] for report in reports for row in report.rows}
    for row in rows(folder / "actions.csv"):
        about = listed(re.escape(names.get(one, "")) or ".*" for one in row["culprits"].split())
        yield f"{re.escape(date(datetime.date.fromisoformat(row['date'])))}: {re.escape(row['title'])} ?{about}"


def effects(folder, reports):
    """What followed the actions of a product, by culprit, with the report in whose words it is said."""
    newest = latest(reports)
    newest.actions = rows(folder / "effects.csv")
    newest.check_verdicts()
    return newest


def culprit_sentences(folder, culprit, reports):
    """The page of a culprit: its course, its newest value, and what followed every action about it."""
    newest = effects(folder, reports)
    product = newest.summary["product"]
    course = rows(folder / "culprits.csv")
    own = [row for row in course if row["culprit"] == culprit]
    unit, decimals = measure(newest, course), int(own[-1]["unit"] == "tickets_per_1000" and number(own[-1]["value"]) < 100)
    scale = 100 if own[-1]["unit"] == "share" else 1
    names = {row["culprit"]: row["name"] for report in reports for row in report.rows}
    names.update((row["culprit"], row["name"]) for row in rows(folder / "trends.csv"))
    own_trends = (row["trend"] for row in rows(folder / "trends.csv") if (row["culprit"], row["periods"]) == (culprit, noun(own[0]["period"])))
    trend = next(own_trends, "no significant trend")
    direction = "" if trend == "no significant trend" else f" is {trend}"
    name = quoted(names[culprit]) if culprit in names else "\u201c.*\u201d"
    yield f"{name}{direction}: {digits(number(own[-1]['value']) * scale, decimals)} {unit}"
    totals = rows(folder / "totals.csv") if (folder / "totals.csv").exists() else []
    shown = [row["period"] for row in course + totals]
    when = date_range(days(min(shown))[0], days(max(shown))[1])
    yield f"{product}, {when}: {unit}, with 95% intervals"
    yield from newest.action_items(newest_first=True)
    yield from goals(folder, unit)


def culprit_patterns(folder, culprit, reports):
    product = re.escape(reports[0].summary["product"])
    yield rf"{product} \u00b7 .*"
    yield r"Numbers as CSV \(what they mean\)"
    yield r"\d{4}-\S+: \d+ notes?"


def front_sentences(products):
    for reports in products:
        folder = reports[0].folder.parent
        yield from product_effects(folder)
        periods = len({row["period"] for row in rows(reports[0].folder.parent / "totals.csv")}) if (reports[0].folder.parent / "totals.csv").exists() else 0
        unit = noun(latest(reports).label)
        yield f"Estimated tickets; lines and trends cover {count(periods, unit, unit + 's')}."
        newest = latest(reports)
        if newest.comparisons():
            yield f"Changes: {newest.compared_periods(newest.comparisons()[0][0])}."
        yield "no significant change or trend significant change or trend expected range"
        yield "no significant change or trend expected range"
        yield "no significant change or trend significant change or trend"
        # The bars: a clear change of the comparison that leads, or else a clear trend.
        for report in reports:
            for row in report.ranked() if report.charted and not report.summed else []:
                change = report.change_of("window" if report.window() else "previous", row["culprit"])
                is_clear = change is not None and change["verdict"] == "significant"
                words = report.change_words(change) if is_clear else report.trend(row)
                value = report.estimate(row).removeprefix("about ").split(" ")[0]
                yield f"{row['name']} {value} {words}".strip()
        for report in reports:
            finding = report.finding()
            yield f"{finding} {report.dates()}"
            yield f"{report.summary['product']}: {finding}; no significant change ({report.dates()})"
        yield from card_rows(reports[0].folder.parent, latest(reports))


def card_rows(folder, report):
    """All tickets and the most common culprits of a product, as the front page shows them in a line each."""
    tickets, usage = number(report.total["tickets"]), number(report.total["usage"])
    if tickets is not None:
        parts, side = ["All tickets"], report.side()
        parts += {"below": ["\u25bc"], "above": ["\u25b2"], None: []}[side]
        lower, upper = number(report.summary["range_lower"]), number(report.summary["range_upper"])
        if usage:
            rate = tickets / usage * 1000
            end = "" if lower is None else ","
            parts.append(f"{digits(rate, int(rate < 100))} per 1,000 {report.summary['usage_many'] or 'units of usage'}{end}")
        if lower is not None:
            decimals = int(usage is not None and upper < 100)
            parts.append(f"{side or 'within'} the expected {digits(lower, decimals)}\u2013{digits(upper, decimals)}")
        yield " ".join([*parts, digits(tickets)])
    for row in [row for row in report.rows if row["culprit"] not in ("other", "unclassified")][:5]:
        estimate = digits(int(row["tickets"])) if row["tickets"] else f"{number(row['share']) * 100:.0f}%"
        change = report.change_of("window" if report.window() else "previous", row["culprit"])
        clear = report.change_words(change) if change and change["verdict"] == "significant" else report.trend(row)
        yield f"{row['name']} {estimate} {clear}".strip()


def front_patterns(products):
    for reports in products:
        weeks = [report for report in reports if not report.summed and not report.is_pair]
        first = min(days(report.label)[0] for report in weeks)
        yield f"{count(len(weeks), 'report', 'reports')} since {date(first)}(?: \u00b7 .*)?"
        yield f"{re.escape(latest(reports).summary['product'])} \u00b7 {re.escape(latest(reports).dates())}(?: \u00b7 .*)?"
    yield "Data dictionary"
    # A product that was never read has no file either.
    yield ".*: No report yet"


def explained(text, sentences, patterns):
    """What is left of a text when every sentence that is known is taken out, from its start."""
    rest = text
    while rest:
        found = next((one for one in sentences if rest.startswith(one)), None)
        if found is None:
            match = next((m for m in (re.match(f"(?:{one})(?: |$)", rest) for one in patterns) if m and m.end()), None)
            if match is None:
                return rest
            found = match.group(0)
        rest = rest[len(found) :].lstrip()
    return ""


def check(path, sentences, patterns, failures, cards_only=False):
    known = sorted({*sentences, *STATIC}, key=len, reverse=True)
    patterns = list(patterns)
    checked = 0
    for text in Page(path.read_text(encoding="utf-8"), cards_only).texts():
        checked += 1
        rest = explained(text, known, patterns)
        if rest:
            failures.append(f"{path}: cannot compute: {rest}")
    return checked


def main(folders):
    failures, checked, pages, numbers = [], 0, 0, 0
    for folder in folders:
        site = Path(folder)
        site = site / "internal" if (site / "internal").is_dir() else site
        if not (site / "reports").is_dir():
            continue
        products = []
        for product in sorted((site / "reports").iterdir()):
            reports = [Report(one) for one in sorted(product.iterdir()) if (one / "summary.csv").exists()]
            if not reports:
                continue
            products.append(reports)
            for report in reports:
                numbers += report.check_numbers()
                checked += check(report.folder / "index.html", report.sentences(), report.patterns(), failures)
                pages += 1
            checked += check(product / "index.html", product_sentences(product, reports), product_patterns(product, reports), failures)
            pages += 1
            for culprit in sorted((product / "culprits").iterdir() if (product / "culprits").is_dir() else []):
                sentences, patterns = (of(product, culprit.name, reports) for of in (culprit_sentences, culprit_patterns))
                checked += check(culprit / "index.html", sentences, patterns, failures)
                pages += 1
        known = list(front_sentences(products))
        # The week and the pages of teams have their own files and tests.
        checked += check(site / "index.html", known, front_patterns(products), failures, cards_only=True)
        pages += 1
    for failure in failures:
        print(failure)
    print(f"{checked} texts of {pages} pages, {len(failures)} with a sentence that cannot be computed; {numbers} comparisons over several weeks")
    if failures or not checked:
        sys.exit(1)


main(sys.argv[1:])
