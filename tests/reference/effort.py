"""Reference cases of effort_share: computed ticket by ticket, sharing no formula of sums with the program. The quantile of Student's t is
found by integrating its density. Prints tests/reference/effort.csv."""
import math, random

def density(x, v):
    return math.exp(math.lgamma((v + 1) / 2) - math.lgamma(v / 2)) / math.sqrt(v * math.pi) * (1 + x * x / v) ** (-(v + 1) / 2)

def inside(t, v, steps=20000):
    h = t / steps
    return 2 * h / 3 * sum(density(i * h, v) * (1 if i in (0, steps) else 4 if i % 2 else 2) for i in range(steps + 1))

def quantile(v):
    low, high = 1.5, 15.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle, v, 2000) < 0.95 else (low, middle)
    return (low + high) / 2

def share(culprit, rest, N):
    tickets = [(y, 1) for y in culprit] + [(y, 0) for y in rest]
    n = len(tickets)
    mean = sum(y for y, _ in tickets) / n
    R = sum(y * d for y, d in tickets) / sum(y for y, _ in tickets)
    residuals = [y * d - R * y for y, d in tickets]
    centre = sum(residuals) / n
    s2 = sum((e - centre) ** 2 for e in residuals) / (n - 1)
    se = math.sqrt((1 - n / N if N else 1) * s2 / n) / mean
    if N == n:
        return R, R, R
    logit, reach = math.log(R / (1 - R)), quantile(min(len(culprit), len(rest)) - 1) * se / (R * (1 - R))
    return R, 1 / (1 + math.exp(-(logit - reach))), 1 / (1 + math.exp(-(logit + reach)))

random.seed(20130708)
def minutes(k, mu, sigma=1.0):
    return [max(1, round(random.lognormvariate(mu, sigma))) for _ in range(k)]

cases = [("one week", minutes(27, 3.5), minutes(70, 2.8), 412), ("a culprit of few long tickets", [480, 15, 960], minutes(84, 2.5), 268),
         ("population unknown", minutes(20, 3), minutes(40, 3), None), ("all were read", minutes(9, 3), minutes(11, 3), 20),
         ("almost all were read", minutes(15, 3), minutes(25, 3), 41), ("equal minutes: the share of tickets", [10] * 30, [10] * 70, 400)]
print("case,culprit,rest,N,share,lower,upper")
for name, c, r, N in cases:
    print(",".join([name.replace(",", ";"), " ".join(map(str, c)), " ".join(map(str, r)), str(N or "")] + [f"{x:.9f}" for x in share(c, r, N)]))
