# Every word of the customers' pages, in Arabic.
# Digits are the European ones (0-9): clocks, addresses and the files of open data have them too, and one page has one kind of digits.
# Lengths stand after a colon or at the beginning, in the nominative, so that the dual needs no second form.
# Marks of direction keep a percent sign at its number (\u200E) and names in Latin letters in the order of the sentence (\u200F).

## The frame of every page

skip-to-content = انتقل إلى المحتوى
main-navigation = القائمة الرئيسية
menu-status = الحالة
menu-history = السجل
as-of = الحالة في { $time }.
times-in = الأوقات بتوقيت { $zone }.
time-yours = ({ $local } بتوقيتك)
time-ago = ({ $ago })
time-yours-ago = ({ $local } بتوقيتك، { $ago })
stale = أُنشئت هذه الصفحة { $ago } وقد لا تكون محدَّثة.
stale-reload = أعد تحميلها
support = الدعم
suggest-an-edit = اقترح تعديلًا
subscribe = الاشتراك

## The status page

banner-operational = جميع الأنظمة تعمل
banner-open-incident = جميع المكوّنات تعمل، مع حادثة مفتوحة
banner-maintenance = قيد الصيانة: { $names }
banner-degraded = أداء منخفض: { $names }
banner-partial = انقطاع جزئي: { $names }
banner-outage = انقطاع كبير: { $names }
banner-names = { $names } ({ $count } من { $total ->
    [zero] { $total } مكوّن
    [one] مكوّن واحد
    [two] مكوّنين
    [few] { $total } مكوّنات
    [many] { $total } مكوّنًا
   *[other] { $total } مكوّن
})
status-about = { $state }. { $text }
open-incidents = الحوادث المفتوحة
started-ongoing-for = منذ { $since }، المدة حتى الآن: { $length }
started-at = منذ { $since }
next-update-by = التحديث القادم في موعد أقصاه { $time }
next-update-was-due = كان موعد التحديث القادم في أقصاه { $time }
older-updates = { $count ->
    [zero] لا تحديثات أقدم
    [one] تحديث واحد أقدم
    [two] تحديثان أقدم
    [few] { $count } تحديثات أقدم
    [many] { $count } تحديثًا أقدم
   *[other] { $count } تحديث أقدم
}
active-maintenance = صيانة جارية
upcoming-maintenance = صيانة قادمة
notices = إشعارات
components = المكوّنات
status-method = كيف تُحدَّد الحالات ونسب التوفّر
status-method-text = حالة المكوّن هي ما يذكره أحدث تحديث لحادثة مفتوحة، أو حالة الصيانة الجارية؛ وإن تعدّدت الحالات تُعتمد أسوؤها. أما حالة المجموعة والجملة في أعلى الصفحة فهي حالة أسوأ مكوّناتها.
days-with-incidents = { $count ->
    [zero] الأيام التي شهدت مشكلات
    [one] مشكلات اليوم الأخير
    [two] الأيام التي شهدت مشكلات خلال آخر يومين
    [few] الأيام التي شهدت مشكلات خلال آخر { $count } أيام
    [many] الأيام التي شهدت مشكلات خلال آخر { $count } يومًا
   *[other] الأيام التي شهدت مشكلات خلال آخر { $count } يوم
}
earlier-incident-days = { $count ->
    [zero] لا أيام قبل ذلك
    [one] يوم واحد قبل ذلك في صفحات المكوّنات
    [two] يومان قبل ذلك في صفحات المكوّنات
    [few] { $count } أيام قبل ذلك في صفحات المكوّنات
    [many] { $count } يومًا قبل ذلك في صفحات المكوّنات
   *[other] { $count } يوم قبل ذلك في صفحات المكوّنات
}
past-incidents = الحوادث السابقة
no-incidents = لا حوادث
view-history = عرض السجل
days-ago = { $count ->
    [zero] اليوم
    [one] أمس
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
today = اليوم

## States, impacts and phases

state-operational = يعمل
state-under-maintenance = قيد الصيانة
state-degraded-performance = أداء منخفض
state-partial-outage = انقطاع جزئي
state-major-outage = انقطاع كبير
impact-none = بلا تأثير
impact-minor = تأثير محدود
impact-major = تأثير كبير
impact-critical = تأثير حرج
phase-open = مفتوحة
phase-update = تحديث
phase-investigating = قيد التحقيق
phase-identified = عُرف السبب
phase-monitoring = قيد المراقبة
phase-resolved = تم الحل
maintenance-scheduled = مجدولة
maintenance-in-progress = جارية
maintenance-verifying = قيد التحقق
maintenance-completed = اكتملت
maintenance-cancelled = أُلغيت
entry-scheduled = صيانة مجدولة
entry-in-progress = صيانة جارية
entry-verifying = صيانة قيد التحقق
entry-completed = صيانة مكتملة
entry-cancelled = صيانة ملغاة
notice-feature = جديد
notice-policy = سياسة
notice-survey = استبيان
notice-security = أمان
notice-other = إشعار

## Bars and uptime

bars-no-incidents = { $name }: { $count ->
    [zero] لا أيام بعد
    [one] يوم واحد بلا مشكلات
    [two] يومان بلا مشكلات
    [few] { $count } أيام بلا مشكلات
    [many] { $count } يومًا بلا مشكلات
   *[other] { $count } يوم بلا مشكلات
}
bars-with-incidents = { $name }: { $bad ->
    [zero] لا أيام بمشكلات
    [one] يوم واحد بمشكلات
    [two] يومان بمشكلات
    [few] { $bad } أيام بمشكلات
    [many] { $bad } يومًا بمشكلات
   *[other] { $bad } يوم بمشكلات
} خلال { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
uptime-over = { $percent } خلال { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
uptime-chart-about = كل يوم بأسوأ حالة شهدها
uptime-chart-described = { $bars }. نسبة التوفّر: { $uptime }.
uptime-chart-unknown = { $bars }. نسبة التوفّر غير معروفة.
state-unknown = غير معروف
chart-as = الرسم البياني بصيغة { $format }
card-more = و{ $count ->
    [zero] { $count } غيرها
    [one] واحد غيرها
    [two] اثنان غيرها
    [few] { $count } غيرها
    [many] { $count } غيرها
   *[other] { $count } غيرها
}
duration-degraded = أداء منخفض: { $length }
duration-partial = انقطاع جزئي: { $length }
duration-outage = انقطاع كبير: { $length }
uptime-formula = نسبة التوفّر هي 100{"\u200E"}%{"\u200E"} ناقص الوقت الضائع: { $outage }، { $partial }، { $degraded }. ولا تُحتسب الصيانة المعلنة.
formula-counts-outage = يُحتسب الانقطاع الكبير بنسبة { $percent }
formula-counts-partial = يُحتسب الانقطاع الجزئي بنسبة { $percent }
formula-counts-degraded = يُحتسب الأداء المنخفض بنسبة { $percent }
formula-excludes-outage = لا يُحتسب الانقطاع الكبير
formula-excludes-partial = لا يُحتسب الانقطاع الجزئي
formula-excludes-degraded = لا يُحتسب الأداء المنخفض

## The open data

open-data = البيانات المفتوحة
open-data-about = ما يعرفه هذا الموقع في ملفات لجداول البيانات والبرامج: كل حادثة، ونسبة توفّر كل مكوّن في كل شهر.
incidents-csv-about = جميع الحوادث، من الأحدث إلى الأقدم. الأوقات بتوقيت UTC.
uptime-csv-about = كل مكوّن في كل شهر انقضى، بأيام المنطقة الزمنية للموقع.
columns-of = أعمدة { $file }
column = العمود
meaning = المعنى
column-id = اسم الحادثة الذي لا يتغيّر أبدًا
column-title = ما لاحظه العملاء. تسبق فاصلةٌ عليا كل عنوان قد يعدّه برنامج الجداول صيغة حسابية
column-url = صفحة الحادثة
column-impact = none أو minor أو major أو critical
column-status = investigating أو identified أو monitoring أو resolved
column-started = متى بدأ العملاء يشعرون بها
column-detected = متى علمنا بها، إن ذُكر ذلك
column-first-update = متى نُشر أول تحديث؛ فارغ إن لم يكن معروفًا
column-ended = متى انتهت؛ فارغ ما دامت مفتوحة أو إن لم يكن معروفًا
column-minutes = عدد الدقائق الكاملة من started إلى ended؛ فارغ ما دامت مفتوحة أو إن لم تكن معروفة
column-components = معرّفات المكوّنات المتأثرة، تفصل بينها مسافات
column-updates = عدد التحديثات المنشورة
column-postmortem = صفحة تقرير ما بعد الحادثة، إن وُجد
column-component = المعرّف الحالي للمكوّن
column-name = المكوّن
column-group = مجموعته
column-month = الشهر
column-seconds = طول الشهر بالثواني، دون الأيام التي سبقت وجود المكوّن أو تلت إيقافه
column-degraded-seconds = ثواني الأداء المنخفض
column-partial-seconds = ثواني الانقطاع الجزئي
column-outage-seconds = ثواني الانقطاع الكبير
column-uptime = نسبة التوفّر المئوية بقاعدة هذا الموقع، مقرّبة إلى الأدنى
column-uptime-statuspage = النسبة نفسها بقاعدة Statuspage
column-uptime-strict = النسبة نفسها إذا احتُسب الأداء المنخفض والانقطاع الجزئي والانقطاع الكبير كاملًا
uptime-method = كيف تُحسب نسبة التوفّر
uptime-methods-text = تختلف المواقع في طريقة الحساب، فلا يدلّ الرقم على الكثير دون قاعدته. بقاعدة Statuspage، وهو منتج من Atlassian، يُحتسب الانقطاع الكبير كاملًا، والانقطاع الجزئي بنسبة 30{"\u200E"}%{"\u200E"}، ولا يُحتسب الأداء المنخفض. وبالقاعدة الأشد يُحتسب الأداء المنخفض والانقطاع الجزئي والانقطاع الكبير كاملًا. وتُستثنى الصيانة المعلنة من القواعد الثلاث.
uptime-by-method = { $count ->
    [zero] التوفّر بثلاث قواعد
    [one] اليوم الأخير بثلاث قواعد
    [two] آخر يومين بثلاث قواعد
    [few] آخر { $count } أيام بثلاث قواعد
    [many] آخر { $count } يومًا بثلاث قواعد
   *[other] آخر { $count } يوم بثلاث قواعد
}
component = المكوّن
method-own = هذا الموقع
method-statuspage = قاعدة Statuspage
method-strict = الأشد

## Badges and files for programs

badge = الشارة
badge-status = الحالة
badge-state = { $state } ({ $count } من { $total })
badge-open-incident = حادثة مفتوحة
badge-retired = أُوقف
name-in-group = { $group }: { $name }
update-with-label = { $label }: { $text }
markdown-about = الحالة الحالية مع الحوادث المفتوحة وأعمال الصيانة والمكوّنات والحوادث الأخيرة بصيغة Markdown. صفحات الحوادث وأعمال الصيانة الأخيرة متاحة بهذه الصيغة أيضًا: أضف index.md إلى عنوانها.
status-file-about = الحالة الحالية في جملة واحدة وأقرب موعد لبدء صيانة أو انتهائها أو لنشر تحديث بصيغة JSON.

## An incident

started = البداية
detected = الاكتشاف
ended = النهاية
end-unknown = غير معروفة
duration = المدة
duration-so-far = المدة حتى الآن
duration-unknown = غير معروفة
impact = التأثير
timeline = التسلسل الزمني
timeline-of = التسلسل الزمني لـ { $name }: { $parts }
timeline-dots = كل نقطة تحديث.
affected-components = المكوّنات المتأثرة
worst-status = كلٌّ بأسوأ حالة مرّ بها خلال الحادثة.
postmortem = تقرير ما بعد الحادثة
postmortem-due = يُنشر تقرير ما بعد الحادثة في موعد أقصاه { $time }.
postmortem-overdue = كان موعد نشر تقرير ما بعد الحادثة { $time } ولم يُنشر بعد.
related = مواضيع ذات صلة
external-links = مزيد من المعلومات
posted = نُشر في { $time }
posted-unknown = وقت النشر غير معروف
edited = عُدّل في { $time }
new-window = الموعد الجديد: { $window }
entry-at = { $when }
entry-began = بدأت في { $day }
entry-work-began = بدأت في { $when }
entry-planned = موعدها { $when }
entry-open = { $when }، ما زالت مفتوحة
entry-lasted = { $when }، المدة: { $length }
entry-lasted-unknown = { $when }، المدة غير معروفة

## Scheduled maintenance

maintenance-about = { $phase }، { $window }. { $text }
overrunning = تجاوزت الموعد المحدد
overrunning-window = تجاوزت الموعد المحدد
window = الموعد
originally-scheduled = الموعد الأصلي
rescheduled-from = تغيّر الموعد، وكان: { $window }
actual-duration = المدة
advance-notice = الإعلان المسبق
announced-ahead = المهلة بين الإعلان والموعد: { $length }
announced-before-original = المهلة بين الإعلان والموعد الأصلي: { $length }
announced-late = أُعلنت بعد بدء الموعد
announcement-unknown = وقت الإعلان غير معروف
short-notice = إعلان قبل وقت قصير: { $reason }
short-notice-reason = سبب الإعلان قبل وقت قصير: { $reason }
short-notice-unexplained = هذه مهلة أقصر مما نَعِد به.
announced-status = كلٌّ بالحالة المعلنة لهذا الموعد.

## A component

component-about = حالة { $name } ونسبة توفّره وسجله.
component-about-more = حالة { $name } ونسبة توفّره وسجله. { $text }
retired-on = أُوقف في { $day }
uptime = نسبة التوفّر
in-this-period = في هذه الأيام: { $trouble }.
uptime-example = { $month } بالدقائق مع التقريب إلى الأدنى:
uptime-example-so-far = { $month } حتى الآن بالدقائق مع التقريب إلى الأدنى:
by-month = حسب الشهر
month = الشهر
degraded = أداء منخفض
partial-outage = انقطاع جزئي
major-outage = انقطاع كبير
incidents = الحوادث
maintenance = الصيانة
none-so-far = لا شيء حتى الآن.

## History

history = السجل
history-about = حوادث { $site } وأعمال صيانته وإشعاراته، شهرًا بشهر.
nothing-yet = لا حوادث ولا صيانة حتى الآن.
months = الأشهر
by-component = حسب المكوّن
earlier = → { $month }
later = { $month } ←
month-about = { $month }: { $counts }.
count-incidents = { $count ->
    [zero] لا حوادث
    [one] حادثة واحدة
    [two] حادثتان
    [few] { $count } حوادث
    [many] { $count } حادثة
   *[other] { $count } حادثة
}
count-maintenance = { $count ->
    [zero] لا أعمال صيانة
    [one] عملية صيانة واحدة
    [two] عمليتا صيانة
    [few] { $count } عمليات صيانة
    [many] { $count } عملية صيانة
   *[other] { $count } عملية صيانة
}
count-notices = { $count ->
    [zero] لا إشعارات
    [one] إشعار واحد
    [two] إشعاران
    [few] { $count } إشعارات
    [many] { $count } إشعارًا
   *[other] { $count } إشعار
}

## Feeds

item-title = { $label }: { $title }
announcement-open = عرض في صفحة الحالة
feed-in-format = { $title } ({ $format })
feed-updates = كل شيء
feed-updates-about = كل تحديث لحادثة أو صيانة رسالة مستقلة، وكذلك تقارير ما بعد الحوادث والإشعارات.
feed-incidents = حسب الحادثة
feed-incidents-title = { $site }: حسب الحادثة
feed-incidents-about = رسالة واحدة لكل حادثة أو صيانة تُضاف إليها التحديثات تباعًا، ورسالة جديدة عند انتهائها أو إعادة فتحها أو تغيير موعدها؛ إضافة إلى تقارير ما بعد الحوادث والإشعارات.
feed-start-end = الرسائل الأولى والأخيرة
feed-start-end-title = { $site }: الرسائل الأولى والأخيرة
feed-start-end-about = أول رسالة وآخر رسالة لكل حادثة أو صيانة، ورسالة عند تغيّر الموعد؛ إضافة إلى تقارير ما بعد الحوادث والإشعارات.
feed-history-title = { $site }: السجل
feed-history-about = رسالة واحدة لكل حادثة أو صيانة بجميع تحديثاتها؛ وتاريخها تاريخ أحدثها.
feed-component-title = { $site }: { $name }
feed-component-about = كل تحديث وتقرير وإشعار يتعلق بـ { $name }.
feed-window = الموعد: { $window }.
feed-window-utc = الموعد: { $window } ({ $utc }).
feed-components = المكوّنات: { $names }.
component-in-state = { $name }: { $state }
component-states-more = { $first }؛ { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = التقويم
calendar-title = { $site }: الصيانة
calendar-about = جميع أعمال الصيانة المجدولة. وإذا تغيّر موعد أحدها أو أُلغي ظهر ذلك في تقويمك أيضًا.
calendar-component-title = { $site }: صيانة { $name }
calendar-component-about = جميع أعمال الصيانة المجدولة التي تؤثر في { $name }.
event-rescheduled = تغيّر الموعد: { $title }
event-overrunning = تجاوزت الموعد المحدد: { $title }
event-completed = اكتملت: { $title }
event-cancelled = أُلغيت: { $title }
event-rescheduled-from = تغيّر الموعد، وكان: { $window }.

## The page that explains how to subscribe

subscribe-about = تابع الحوادث وأعمال الصيانة عبر قارئ الخلاصات أو البريد أو المحادثة أو التقويم.
how-to-subscribe = كيف يعمل ذلك
subscribe-intro = اختر كيف تريد أن تُبلَّغ بالحوادث وأعمال الصيانة.
copy = نسخ
copied = تم النسخ
subscribe-feed = هذه خلاصة: ملف فيه أحدث الرسائل تراجعه البرامج مرة بعد مرة نيابةً عنك، وتعرض لك كل رسالة مرة واحدة.
subscribe-feed-stop = للإيقاف، أزل الخلاصة.
subscribe-reader-text = قارئ الخلاصات برنامج أو موقع تجمع فيه الأخبار من أماكن كثيرة. الصق هذا العنوان حيث يعرض القارئ «إضافة» أو «متابعة»:
subscribe-mail = بالبريد الإلكتروني
subscribe-mail-text = تقرأ برامج بريد كثيرة الخلاصات أيضًا: ابحث عن «خلاصة» أو «RSS» بين أنواع الحسابات. وهناك أيضًا خدمات تحوّل الخلاصة إلى رسائل بريد. أعطها هذا العنوان:
subscribe-mail-sends = تصلك رسائل بريد عن الحوادث وأعمال الصيانة والإشعارات.
subscribe-mail-join = الاشتراك بالبريد الإلكتروني
subscribe-mail-write = أرسل رسالة بريد للاشتراك
subscribe-mail-stop = لإلغاء الاشتراك:
subscribe-channel-sends = تُعلَن الحوادث وأعمال الصيانة والإشعارات في قناة.
subscribe-channel-join = الانضمام إلى القناة
subscribe-channel-stop = للإيقاف، غادر القناة.
subscribe-own-channel = أو استلم الرسائل في محادثة تابعة لمؤسستك.
subscribe-slack = أرسل هذا الأمر في قناة. إذا لم يكن التطبيق المسمّى RSS مثبتًا، فيجب أن يضيفه مسؤول مساحة العمل أولًا.
subscribe-slack-stop = للإيقاف، أرسل «/feed list» ثم «/feed remove» مع رقم الخلاصة.
subscribe-teams = أنشئ سير عمل بالمشغّل «عند نشر عنصر في الخلاصة» وهذا العنوان، ينشر رسالة في قناة.
subscribe-teams-stop = للإيقاف، احذف سير العمل.
subscribe-others = محادثات أخرى
subscribe-others-text = في غير ذلك من الخدمات، مثل Discord، يقبل روبوت أو تكامل مخصّص للخلاصات هذا العنوان.
subscribe-calendar = في تقويمك
subscribe-calendar-add = أضفه إلى برنامج التقويم
subscribe-calendar-text = أو الصق هذا العنوان حيث يعرض تقويمك «من عنوان URL» أو «اشتراك»:
subscribe-calendar-stop = للإيقاف، أزل التقويم من برنامجك.
subscribe-program = ببرنامج من عندك
subscribe-program-text = الرسائل نفسها بصيغة JSON Feed 1.1:
subscribe-site = في صفحاتكم
subscribe-site-text = شارة تعرض الحالة الآن، وصفحة صغيرة تُعرض داخل إطار:
subscribe-every = جميع الخلاصات
subscribe-every-text = إذا لم تعرف أي صيغة تختار فاختر RSS.
subscribe-component = مكوّن واحد فقط
subscribe-component-text = تحديثاته والتقارير والإشعارات الخاصة به، وتقويم لصيانته.
subscribe-field-mail = عنوان البريد الإلكتروني
subscribe-field-command = الأمر
subscribe-field-feed = عنوان الخلاصة
subscribe-field-calendar = عنوان التقويم
subscribe-field-badge = شيفرة HTML للشارة
subscribe-field-frame = شيفرة HTML للإطار

## The support guide

support-channels = كيف تتواصل معنا
support-priorities = الأولويات
support-priority = الأولوية
support-when = متى تختارها
support-examples = أمثلة
support-responses = متى نرد عليك
support-first-response = أول رد
support-updates = بعد ذلك
support-hours = ساعات العمل
support-wakes = من يُوقَظ
support-include = ما الذي تكتبه في تذكرة عاجلة
error-codes = رموز الأخطاء
error-code = الرمز
error-meaning = المعنى
error-action = ما العمل
error-incidents = الحوادث الأخيرة:

## Articles

on-this-page = في هذه الصفحة
postmortem-of = تقرير ما بعد الحادثة: { $title }
postmortem-published = تقرير ما بعد الحادثة، نُشر في { $time }
incidents-of-postmortem = بشأن
actions = الإجراءات
action-done = أُنجز في { $day }
action-due = موعده { $day }
action-open = لم يُنجز بعد
valid-until = حتى { $time }
expired = كان ساريًا حتى { $time }

## Addresses that lead elsewhere

page-not-found = الصفحة غير موجودة
page-not-found-about = لا توجد صفحة في هذا العنوان.
page-not-found-text = ربما كُتب العنوان خطأً أو نُقلت الصفحة.
page-not-found-status = الحالة الحالية
page-not-found-history = جميع الحوادث
moved = نُقلت الصفحة
moved-about = نُقلت هذه الصفحة.
moved-here = العنوان الجديد

## Dates, lengths and lists

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
dates-in-month = { $first }–{ $day } { $month } { $year }
dates-in-year = { $first } { $firstmonth } – { $day } { $month } { $year }
dates = { $first } – { $last }
time-of-day = { $date }، { $clock }
time-unknown = الوقت غير معروف
window-in-day = { $day }، { $from } – { $to }
window-over-days = { $start }، { $from } – { $end }، { $to }
window-end-unknown = { $day }، من { $from }، وقت الانتهاء غير معروف
length-minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
length-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
length-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
length-two = { $large } و{ $small }
list-two = { $first } و{ $last }
list-comma = { $first }{"\u200F"}، { $next }
list-more = { $names } و{ $count ->
    [zero] { $count } غيرها
    [one] واحد غيرها
    [two] اثنان غيرها
    [few] { $count } غيرها
    [many] { $count } غيرها
   *[other] { $count } غيرها
}
decimal-point = .
percent = { $number }{"\u200E"}%{"\u200E"}
