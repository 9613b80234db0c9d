# Every word of the customers' pages, in Japanese.

## The frame of every page

skip-to-content = 本文へ移動
main-navigation = メインメニュー
menu-status = 稼働状況
menu-history = 履歴
as-of = { $time }現在の情報です。
times-in = 時刻は{ $zone }で表示しています。
time-yours = （お使いの地域では{ $local }）
time-ago = （{ $ago }）
time-yours-ago = （お使いの地域では{ $local }、{ $ago }）
stale = このページは{ $ago }に作成されたもので、最新の情報ではない可能性があります。
stale-reload = 再読み込み
support = サポート
suggest-an-edit = 修正を提案する
subscribe = 購読

## The status page

banner-operational = すべてのシステムが正常に稼働しています
banner-open-incident = すべてのコンポーネントは稼働していますが、対応中の障害があります
banner-maintenance = メンテナンス中：{ $names }
banner-degraded = 性能低下：{ $names }
banner-partial = 一部停止：{ $names }
banner-outage = 大規模停止：{ $names }
banner-names = { $names }（コンポーネント{ $total }個中{ $count }個）
status-about = { $state }。{ $text }
open-incidents = 対応中の障害
started-ongoing-for = { $since }から、{ $length }経過
started-at = { $since }から
next-update-by = 次の更新予定：{ $time }まで
next-update-was-due = 次の更新は{ $time }までの予定でした
older-updates = { $count ->
   *[other] 以前の更新{ $count }件
}
active-maintenance = 実施中のメンテナンス
upcoming-maintenance = 今後のメンテナンス
notices = お知らせ
components = コンポーネント
status-method = 状態と稼働率の算出方法
status-method-text = コンポーネントの状態は、対応中の障害の最新の更新、または実施中のメンテナンスで示された状態です。複数ある場合は最も悪いものになります。グループの状態とページ上部の文は、含まれるコンポーネントのうち最も悪い状態に従います。
days-with-incidents = { $count ->
   *[other] 過去{ $count }日間で問題のあった日
}
earlier-incident-days = これ以前の{ $count }日分は各コンポーネントのページにあります。
past-incidents = 過去の障害
no-incidents = 障害なし
view-history = 履歴を表示
days-ago = { $count ->
   *[other] { $count }日前
}
today = 今日

## States, impacts and phases

state-operational = 正常稼働
state-under-maintenance = メンテナンス中
state-degraded-performance = 性能低下
state-partial-outage = 一部停止
state-major-outage = 大規模停止
impact-none = 影響：なし
impact-minor = 影響：小
impact-major = 影響：大
impact-critical = 影響：重大
phase-open = 対応中
phase-update = 更新
phase-investigating = 調査中
phase-identified = 原因特定
phase-monitoring = 経過観察中
phase-resolved = 解決済み
maintenance-scheduled = 予定
maintenance-in-progress = 実施中
maintenance-verifying = 確認中
maintenance-completed = 完了
maintenance-cancelled = 中止
entry-scheduled = メンテナンス予定
entry-in-progress = メンテナンス実施中
entry-verifying = メンテナンス確認中
entry-completed = メンテナンス完了
entry-cancelled = メンテナンス中止
notice-feature = 新機能
notice-policy = ポリシー
notice-survey = アンケート
notice-security = セキュリティ
notice-other = お知らせ

## Bars and uptime

bars-no-incidents = { $name }：{ $count ->
   *[other] { $count }日間問題なし
}
bars-with-incidents = { $name }：{ $count ->
   *[other] { $count }日間
}のうち{ $bad ->
   *[other] { $bad }日
}に問題あり
uptime-over = { $count ->
   *[other] { $count }日間
}で{ $percent }
uptime-chart-about = 各日の最も悪い状態
uptime-chart-described = { $bars }。稼働率は{ $uptime }です。
uptime-chart-unknown = { $bars }。稼働率は不明です。
state-unknown = 不明
chart-as = グラフ（{ $format }）
card-more = ほか{ $count }件
duration-degraded = 性能低下{ $length }
duration-partial = 一部停止{ $length }
duration-outage = 大規模停止{ $length }
uptime-formula = 稼働率は、100%から失われた時間の割合を引いたものです。{ $outage }、{ $partial }、{ $degraded }。予告したメンテナンスは含みません。
formula-counts-outage = 大規模停止は{ $percent }として計算
formula-counts-partial = 一部停止は{ $percent }として計算
formula-counts-degraded = 性能低下は{ $percent }として計算
formula-excludes-outage = 大規模停止は計算に含めない
formula-excludes-partial = 一部停止は計算に含めない
formula-excludes-degraded = 性能低下は計算に含めない

## The open data

open-data = オープンデータ
open-data-about = このサイトの情報を、表計算ソフトやプログラムで使えるファイルで提供します。すべての障害と、各コンポーネントの月ごとの稼働率です。
incidents-csv-about = すべての障害（新しい順）。時刻はUTCです。
uptime-csv-about = 終了した各月の各コンポーネント。日付の区切りはこのサイトのタイムゾーンに従います。
columns-of = { $file }の列
column = 列
meaning = 意味
column-id = 障害の固定ID
column-title = お客様にとっての現象。表計算ソフトが数式とみなす題名の前にはアポストロフィが付きます
column-url = 障害のページ
column-impact = none、minor、major、criticalのいずれか
column-status = investigating、identified、monitoring、resolvedのいずれか
column-started = お客様への影響が始まった時刻
column-detected = 当社が把握した時刻（記載がある場合）
column-first-update = 最初の更新を公開した時刻。不明な場合は空欄
column-ended = 終了した時刻。対応中または不明な場合は空欄
column-minutes = startedからendedまでの分数（端数切り捨て）。対応中または不明な場合は空欄
column-components = 影響を受けたコンポーネントのID（空白区切り）
column-updates = 公開した更新の件数
column-postmortem = 事後報告のページ（ある場合）
column-component = コンポーネントの現在のID
column-name = コンポーネント
column-group = 所属するグループ
column-month = 月
column-seconds = 月の長さ（秒）。コンポーネントの開始前と終了後の日は除きます
column-degraded-seconds = 性能低下の秒数
column-partial-seconds = 一部停止の秒数
column-outage-seconds = 大規模停止の秒数
column-uptime = このサイトの規則による稼働率（%、端数切り捨て）
column-uptime-statuspage = Statuspageの規則による稼働率
column-uptime-strict = 性能低下、一部停止、大規模停止をすべて数えた稼働率
uptime-method = 稼働率の算出方法
uptime-methods-text = 数え方はサイトによって異なるため、規則のわからない数値にはあまり意味がありません。Statuspage（Atlassianの製品）の規則では、大規模停止はすべて、一部停止は30%を数え、性能低下は数えません。最も厳しい規則では、性能低下、一部停止、大規模停止をすべて数えます。予告したメンテナンスは、いずれの規則でも除きます。
uptime-by-method = { $count ->
   *[other] 3つの規則による過去{ $count }日間の稼働率
}
component = コンポーネント
method-own = このサイト
method-statuspage = Statuspageの規則
method-strict = 最も厳しい規則

## Badges and files for programs

badge = バッジ
badge-status = 稼働状況
badge-state = { $state }（{ $total }個中{ $count }個）
badge-open-incident = 障害対応中
badge-retired = 提供終了
name-in-group = { $group }：{ $name }
update-with-label = { $label }：{ $text }
markdown-about = 現在のステータス（発生中の障害、メンテナンス、コンポーネント、最近の障害）をMarkdownで提供します。最近の障害とメンテナンスのページも、アドレスの末尾にindex.mdを付けるとMarkdownで読めます。
status-file-about = 現在のステータスを一文で、次にメンテナンスが開始・終了する時刻または次の更新予定時刻とともにJSONで提供します。

## An incident

started = 開始
detected = 検知
ended = 終了
end-unknown = 不明
duration = 継続時間
duration-so-far = 経過時間
duration-unknown = 不明
impact = 影響
timeline = 経過
timeline-of = { $name }の経過：{ $parts }
timeline-dots = 点は更新情報の時刻です。
affected-components = 影響を受けたコンポーネント
worst-status = それぞれ、障害中の最も悪い状態を示します。
postmortem = 事後報告
postmortem-due = 事後報告は{ $time }までに公開予定です。
postmortem-overdue = 事後報告は{ $time }までに公開予定でしたが、まだ公開されていません。
related = 関連情報
external-links = 外部リンク
posted = { $time }に公開
posted-unknown = 公開日時は不明
edited = { $time }に編集
new-window = 新しい日程：{ $window }
entry-at = { $when }
entry-began = { $day }から継続
entry-work-began = { $when }開始
entry-planned = 予定: { $when }
entry-open = { $when }、対応中
entry-lasted = { $when }、{ $length }
entry-lasted-unknown = { $when }、継続時間は不明

## Scheduled maintenance

maintenance-about = { $phase }、{ $window }。{ $text }
overrunning = 予定時間を超過
overrunning-window = 予定時間を超過しています
window = 日程
originally-scheduled = 変更前の日程
rescheduled-from = 変更前の日程：{ $window }
actual-duration = 所要時間
advance-notice = 予告
announced-ahead = { $length }前に予告
announced-before-original = 当初の開始予定の{ $length }前に予告
announced-late = 開始後に告知
announcement-unknown = 予告の日時は不明
short-notice = 直前の告知：{ $reason }
short-notice-reason = 直前の告知となった理由：{ $reason }
short-notice-unexplained = お約束している予告期間より短くなっています。
announced-status = それぞれ、この日程について予告した状態を示します。

## A component

component-about = { $name }の状態、稼働率、履歴。
component-about-more = { $name }の状態、稼働率、履歴。{ $text }
retired-on = { $day }に提供終了
uptime = 稼働率
in-this-period = この期間：{ $trouble }。
uptime-example = { $month }（分、切り捨て）：
uptime-example-so-far = { $month }のこれまで（分、切り捨て）：
by-month = 月ごと
month = 月
degraded = 性能低下
partial-outage = 一部停止
major-outage = 大規模停止
incidents = 障害
maintenance = メンテナンス
none-so-far = これまでにありません。

## History

history = 履歴
history-about = { $site }の障害、メンテナンス、お知らせの月ごとの一覧。
nothing-yet = 障害やメンテナンスはまだありません。
months = 月
by-component = コンポーネント別
earlier = ← { $month }
later = { $month } →
month-about = { $month }：{ $counts }。
count-incidents = { $count ->
   *[other] 障害{ $count }件
}
count-maintenance = { $count ->
   *[other] メンテナンス{ $count }件
}
count-notices = { $count ->
   *[other] お知らせ{ $count }件
}

## Feeds

item-title = { $label }：{ $title }
announcement-open = ステータスページで見る
feed-in-format = { $title }（{ $format }）
feed-updates = すべて
feed-updates-about = 障害とメンテナンスの更新を1件ずつ配信します。事後報告とお知らせも配信します。
feed-incidents = 障害ごと
feed-incidents-title = { $site }：障害ごと
feed-incidents-about = 障害やメンテナンスごとに1件を配信し、更新を追記していきます。終了、再開、日程変更の際には新たに1件配信します。事後報告とお知らせも配信します。
feed-start-end = 最初と最後のみ
feed-start-end-title = { $site }：最初と最後のみ
feed-start-end-about = 障害やメンテナンスごとに最初と最後の更新、日程変更の連絡を配信します。事後報告とお知らせも配信します。
feed-history-title = { $site }：履歴
feed-history-about = 障害やメンテナンスごとに、すべての更新をまとめた1件です。日付は最新の更新のものです。
feed-component-title = { $site }：{ $name }
feed-component-about = { $name }に関するすべての更新、事後報告、お知らせ。
feed-window = 日程：{ $window }。
feed-window-utc = 日程：{ $window }（{ $utc }）。
feed-components = コンポーネント：{ $names }。
component-in-state = { $name }：{ $state }
component-states-more = { $first }、{ $next }
component-states = { $states }。

## The calendar of maintenance

calendar = カレンダー
calendar-title = { $site }：メンテナンス
calendar-about = すべてのメンテナンス予定。変更や中止は、お使いのカレンダーにも反映されます。
calendar-component-title = { $site }：{ $name }のメンテナンス
calendar-component-about = { $name }に関わるすべてのメンテナンス予定。
event-rescheduled = 日程変更：{ $title }
event-overrunning = 予定超過：{ $title }
event-completed = 完了：{ $title }
event-cancelled = 中止：{ $title }
event-rescheduled-from = 変更前の日程：{ $window }。

## The page that explains how to subscribe

subscribe-about = 障害とメンテナンスの情報を、フィードリーダー、メール、チャット、カレンダーで受け取れます。
how-to-subscribe = ご利用方法
subscribe-intro = 障害とメンテナンスの情報を受け取る方法を選んでください。
copy = コピー
copied = コピーしました
subscribe-feed = これはフィード、つまり最新の情報が入ったファイルです。プログラムが定期的に確認し、それぞれの情報を一度だけ表示します。
subscribe-feed-stop = 停止するには、フィードを削除してください。
subscribe-reader-text = フィードリーダーは、さまざまな情報をまとめて読むためのプログラムやサイトです。フィードリーダーの「追加」や「フォロー」の欄に次のアドレスを貼り付けてください。
subscribe-mail = メールで受け取る
subscribe-mail-text = 多くのメールソフトはフィードも読めます。アカウントの種類から「フィード」や「RSS」を探してください。フィードをメールで届けるサービスもあります。次のアドレスを登録してください。
subscribe-mail-sends = 障害、メンテナンス、お知らせをメールでお送りします。
subscribe-mail-join = メールで購読する
subscribe-mail-write = メールを送って購読する
subscribe-mail-stop = 購読の停止:
subscribe-channel-sends = 障害、メンテナンス、お知らせをチャンネルに投稿します。
subscribe-channel-join = チャンネルに参加する
subscribe-channel-stop = 停止するには、チャンネルから退出してください。
subscribe-own-channel = または、自分の組織のチャットで受け取ることもできます。
subscribe-slack = チャンネルで次のコマンドを送信してください。RSSという名前のアプリがない場合は、先にワークスペースの管理者が追加する必要があります。
subscribe-slack-stop = 停止するには、「/feed list」を送信し、続けて「/feed remove」にフィードの番号を付けて送信してください。
subscribe-teams = トリガー「フィード項目が発行される場合」と次のアドレスを使い、チャンネルにメッセージを投稿するワークフローを作成してください。
subscribe-teams-stop = 停止するには、ワークフローを削除してください。
subscribe-others = その他のチャット
subscribe-others-text = Discordなどのその他のサービスでは、フィード用のボットや連携機能で次のアドレスを使えます。
subscribe-calendar = カレンダーで受け取る
subscribe-calendar-add = カレンダーアプリに追加する
subscribe-calendar-text = または、カレンダーの「URLで追加」や「購読」の欄に次のアドレスを貼り付けてください。
subscribe-calendar-stop = 停止するには、カレンダーアプリからこのカレンダーを削除してください。
subscribe-program = 自作のプログラムで受け取る
subscribe-program-text = 同じ情報をJSON（JSON Feed 1.1形式）で提供します。
subscribe-site = 自分のページに
subscribe-site-text = 現在の状況を示すバッジと、フレームに表示する小さなページです。
subscribe-every = すべてのフィード
subscribe-every-text = どの形式を選べばよいかわからない場合は、RSSを選んでください。
subscribe-component = コンポーネント単位で受け取る
subscribe-component-text = そのコンポーネントの更新、事後報告、お知らせと、メンテナンスのカレンダーです。
subscribe-field-mail = メールアドレス
subscribe-field-command = コマンド
subscribe-field-feed = フィードのアドレス
subscribe-field-calendar = カレンダーのアドレス
subscribe-field-badge = バッジのHTML
subscribe-field-frame = フレームのHTML

## The support guide

support-channels = お問い合わせ方法
support-priorities = 優先度
support-priority = 優先度
support-when = 選ぶ場合
support-examples = 例
support-responses = 回答までの時間
support-first-response = 最初の回答
support-updates = その後
support-hours = 対応時間
support-wakes = 呼び出される担当
support-include = 緊急のチケットに書いていただきたいこと
error-codes = エラーコード
error-code = コード
error-meaning = 意味
error-action = 対処方法
error-incidents = 最近の障害：

## Articles

on-this-page = このページの内容
postmortem-of = 事後報告：{ $title }
postmortem-published = 事後報告、{ $time }公開
incidents-of-postmortem = 対象：
actions = 対策
action-done = { $day }に実施済み
action-due = 期限：{ $day }
action-open = 未実施
valid-until = { $time }まで
expired = { $time }まで有効でした

## Addresses that lead elsewhere

page-not-found = ページが見つかりません
page-not-found-about = このアドレスにページはありません。
page-not-found-text = アドレスが間違っているか、ページが移動した可能性があります。
page-not-found-status = 現在の稼働状況
page-not-found-history = すべての障害
moved = 移動しました
moved-about = このページは移動しました。
moved-here = 新しいアドレス

## Dates, lengths and lists

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
date = { $year }年{ $month }{ $day }日
month-of-year = { $year }年{ $month }
dates-in-month = { $year }年{ $month }{ $first }日～{ $day }日
dates-in-year = { $year }年{ $firstmonth }{ $first }日～{ $month }{ $day }日
dates = { $first }～{ $last }
time-of-day = { $date } { $clock }
time-unknown = 時刻不明
window-in-day = { $day } { $from }～{ $to }
window-over-days = { $start } { $from }～{ $end } { $to }
window-end-unknown = { $day } { $from }から（終了時刻は不明）
length-minutes = { $count }分
length-hours = { $count }時間
length-days = { $count }日
length-two = { $large }{ $small }
list-two = { $first }、{ $last }
list-comma = { $first }、{ $next }
list-more = { $names }、ほか{ $count }件
decimal-point = .
percent = { $number }%
