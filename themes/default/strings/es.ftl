# Every word of the customers' pages, in Spanish. Readers are addressed formally, with forms of "usted".
# No-break spaces stand before percent signs and between a number and its unit.

## The frame of every page

skip-to-content = Saltar al contenido
main-navigation = Menú principal
menu-status = Estado
menu-history = Historial
as-of = Estado a { $time }.
times-in = Horas en { $zone }.
time-yours = ({ $local } en su hora local)
time-ago = ({ $ago })
time-yours-ago = ({ $local } en su hora local, { $ago })
stale = Esta página se generó { $ago } y puede no estar actualizada.
stale-reload = Volver a cargarla
support = Asistencia
suggest-an-edit = Proponer un cambio
subscribe = Suscribirse

## The status page

banner-operational = Todos los sistemas funcionan con normalidad
banner-open-incident = Todos los componentes funcionan; hay un incidente abierto
banner-maintenance = En mantenimiento: { $names }
banner-degraded = Servicio degradado: { $names }
banner-partial = Interrupción parcial: { $names }
banner-outage = Interrupción grave: { $names }
banner-names = { $names } ({ $count } de { $total ->
    [one] { $total } componente
   *[other] { $total } componentes
})
status-about = { $state }. { $text }
open-incidents = Incidentes abiertos
started-ongoing-for = Desde el { $since }, duración hasta ahora: { $length }
started-at = Desde el { $since }
next-update-by = Próxima actualización, a más tardar: { $time }
next-update-was-due = La próxima actualización estaba prevista, a más tardar: { $time }
older-updates = { $count ->
    [one] { $count } actualización anterior
   *[other] { $count } actualizaciones anteriores
}
active-maintenance = Mantenimiento en curso
upcoming-maintenance = Próximo mantenimiento
notices = Avisos
components = Componentes
status-method = Cómo se determinan el estado y la disponibilidad
status-method-text = Un componente tiene el estado que le da la última actualización de un incidente abierto, o el del mantenimiento en curso; si hay varios, cuenta el peor. Un grupo, y la frase del principio, toman el del peor de sus componentes.
days-with-incidents = { $count ->
    [one] Problemas del último día
   *[other] Días con problemas en los últimos { $count } días
}
earlier-incident-days = { $count ->
    [one] Hay un día anterior más en las páginas de los componentes.
   *[other] Hay { $count } días anteriores más en las páginas de los componentes.
}
past-incidents = Incidentes anteriores
no-incidents = Sin incidentes
view-history = Ver historial
days-ago = { $count ->
    [one] ayer
   *[other] hace { $count } días
}
today = hoy

## States, impacts and phases

state-operational = Operativo
state-under-maintenance = En mantenimiento
state-degraded-performance = Rendimiento degradado
state-partial-outage = Interrupción parcial
state-major-outage = Interrupción grave
impact-none = Sin impacto
impact-minor = Impacto leve
impact-major = Impacto importante
impact-critical = Impacto crítico
phase-open = Abierto
phase-update = Actualización
phase-investigating = En investigación
phase-identified = Causa identificada
phase-monitoring = En observación
phase-resolved = Resuelto
maintenance-scheduled = Programado
maintenance-in-progress = En curso
maintenance-verifying = En verificación
maintenance-completed = Finalizado
maintenance-cancelled = Cancelado
entry-scheduled = Mantenimiento programado
entry-in-progress = Mantenimiento en curso
entry-verifying = Mantenimiento en verificación
entry-completed = Mantenimiento finalizado
entry-cancelled = Mantenimiento cancelado
notice-feature = Novedad
notice-policy = Normas
notice-survey = Encuesta
notice-security = Seguridad
notice-other = Aviso

## Bars and uptime

bars-no-incidents = { $name }: { $count ->
    [one] { $count } día
   *[other] { $count } días
} sin problemas
bars-with-incidents = { $name }: { $bad ->
    [one] { $bad } día
   *[other] { $bad } días
} con problemas en { $count ->
    [one] { $count } día
   *[other] { $count } días
}
uptime-over = { $percent } en { $count ->
    [one] { $count } día
   *[other] { $count } días
}
uptime-chart-about = Cada día según su peor estado
uptime-chart-described = { $bars }. Disponibilidad: { $uptime }.
uptime-chart-unknown = { $bars }. No se conoce la disponibilidad.
state-unknown = Desconocido
chart-as = Gráfico en { $format }
card-more = y { $count } más
duration-degraded = { $length } de servicio degradado
duration-partial = { $length } de interrupción parcial
duration-outage = { $length } de interrupción grave
uptime-formula = La disponibilidad es el 100 % menos el tiempo perdido: { $outage }, { $partial }, { $degraded }. El mantenimiento anunciado no cuenta.
formula-counts-outage = una interrupción grave cuenta el { $percent }
formula-counts-partial = una interrupción parcial cuenta el { $percent }
formula-counts-degraded = el rendimiento degradado cuenta el { $percent }
formula-excludes-outage = una interrupción grave no cuenta
formula-excludes-partial = una interrupción parcial no cuenta
formula-excludes-degraded = el rendimiento degradado no cuenta

## The open data

open-data = Datos abiertos
open-data-about = Los datos de este sitio en archivos para hojas de cálculo y programas: todos los incidentes y la disponibilidad mensual de cada componente.
incidents-csv-about = Todos los incidentes, del más reciente al más antiguo. Las horas están en UTC.
uptime-csv-about = Cada componente en cada mes ya terminado, según los días de la zona horaria del sitio.
columns-of = Columnas de { $file }
column = Columna
meaning = Significado
column-id = Identificador permanente del incidente
column-title = Lo que notaron los clientes. Un apóstrofo precede a un título que una hoja de cálculo tomaría por una fórmula
column-url = La página del incidente
column-impact = none, minor, major o critical
column-status = investigating, identified, monitoring o resolved
column-started = Cuándo se vieron afectados los clientes por primera vez
column-detected = Cuándo lo detectamos, si se conoce
column-first-update = Cuándo se publicó la primera actualización; vacío si no se sabe
column-ended = Cuándo terminó; vacío mientras está abierto o si no se sabe
column-minutes = Minutos enteros de started a ended; vacío mientras está abierto o si no se sabe
column-components = Identificadores de los componentes afectados, separados por espacios
column-updates = Cuántas actualizaciones se publicaron
column-postmortem = La página del análisis posterior, si lo hay
column-component = Identificador actual del componente
column-name = El componente
column-group = Su grupo
column-month = El mes
column-seconds = Duración del mes, sin los días anteriores a la existencia del componente ni los posteriores a su retirada
column-degraded-seconds = Segundos de rendimiento degradado
column-partial-seconds = Segundos de interrupción parcial
column-outage-seconds = Segundos de interrupción grave
column-uptime = Disponibilidad en porcentaje según la regla de este sitio, redondeada hacia abajo
column-uptime-statuspage = Lo mismo según la regla de Statuspage
column-uptime-strict = Lo mismo si cada segundo con problemas cuenta entero
uptime-method = Cómo se calcula la disponibilidad
uptime-methods-text = Cada sitio cuenta de una manera, así que una cifra dice poco sin su regla. Según la regla de Statuspage, un producto de Atlassian, una interrupción grave cuenta entera, una parcial el 30 % y el rendimiento degradado nada. Según la regla más estricta, todo problema cuenta entero. El mantenimiento anunciado queda fuera de las tres.
uptime-by-method = { $count ->
    [one] El último día según tres reglas
   *[other] Los últimos { $count } días según tres reglas
}
component = Componente
method-own = Este sitio
method-statuspage = Regla de Statuspage
method-strict = La más estricta

## Badges and files for programs

badge = Insignia
badge-status = Estado
badge-state = { $state } ({ $count } de { $total })
badge-open-incident = Incidente abierto
badge-retired = Retirado
name-in-group = { $group }: { $name }
update-with-label = { $label }: { $text }
markdown-about = El estado actual con los incidentes abiertos, los mantenimientos, los componentes y los incidentes recientes, en Markdown. Las páginas de los incidentes y mantenimientos recientes también están disponibles así: añada index.md a su dirección.
status-file-about = El estado actual en una frase y el próximo momento en que empieza o termina un mantenimiento o está prevista una actualización, en JSON.

## An incident

started = Inicio
detected = Detección
ended = Fin
end-unknown = desconocido
duration = Duración
duration-so-far = Duración hasta ahora
duration-unknown = desconocida
impact = Impacto
timeline = Cronología
timeline-of = Cronología de { $name }: { $parts }
timeline-dots = Cada punto es una actualización.
affected-components = Componentes afectados
worst-status = Cada uno con su peor estado durante el incidente.
postmortem = Análisis posterior
postmortem-due = El análisis posterior se publicará a más tardar el { $time }.
postmortem-overdue = El análisis posterior debía publicarse a más tardar el { $time } y aún no está disponible.
related = Relacionados
external-links = Más información
posted = publicado el { $time }
posted-unknown = fecha de publicación desconocida
edited = editado el { $time }
new-window = Nuevo horario: { $window }
entry-at = { $when }
entry-began = Comenzó el { $day }
entry-work-began = comenzó el { $when }
entry-planned = previsto para { $when }
entry-open = { $when }, abierto
entry-lasted = { $when }, duración: { $length }
entry-lasted-unknown = { $when }, duración desconocida

## Scheduled maintenance

maintenance-about = { $phase }, { $window }. { $text }
overrunning = Se prolonga más de lo previsto
overrunning-window = Se prolonga más de lo previsto
window = Horario
originally-scheduled = Horario inicial
rescheduled-from = Aplazado; horario inicial: { $window }
actual-duration = Duración
advance-notice = Preaviso
announced-ahead = Anunciado con { $length } de antelación
announced-before-original = Anunciado { $length } antes del inicio original
announced-late = Anunciado después de empezar
announcement-unknown = Fecha del anuncio desconocida
short-notice = Con poca antelación: { $reason }
short-notice-reason = Por qué con poca antelación: { $reason }
short-notice-unexplained = Es menos antelación de la que prometemos.
announced-status = Cada uno con el estado que se anunció para ese horario.

## A component

component-about = Estado, disponibilidad e historial de { $name }.
component-about-more = Estado, disponibilidad e historial de { $name }. { $text }
retired-on = Retirado el { $day }
uptime = Disponibilidad
in-this-period = En estos días: { $trouble }.
uptime-example = { $month }, en minutos y redondeado hacia abajo:
uptime-example-so-far = { $month } hasta ahora, en minutos y redondeado hacia abajo:
by-month = Por mes
month = Mes
degraded = Degradado
partial-outage = Interrupción parcial
major-outage = Interrupción grave
incidents = Incidentes
maintenance = Mantenimiento
none-so-far = Ninguno hasta ahora.

## History

history = Historial
history-about = Incidentes, mantenimiento y avisos de { $site }, mes a mes.
nothing-yet = Todavía no hay incidentes ni mantenimientos.
months = Meses
by-component = Por componente
earlier = ← { $month }
later = { $month } →
month-about = { $month }: { $counts }.
count-incidents = { $count ->
    [one] { $count } incidente
   *[other] { $count } incidentes
}
count-maintenance = { $count ->
    [one] { $count } mantenimiento
   *[other] { $count } mantenimientos
}
count-notices = { $count ->
    [one] { $count } aviso
   *[other] { $count } avisos
}

## Feeds

item-title = { $label }: { $title }
announcement-open = Ver en la página de estado
feed-in-format = { $title } ({ $format })
feed-updates = Todo
feed-updates-about = Cada actualización de un incidente o mantenimiento es un mensaje propio, igual que los análisis posteriores y los avisos.
feed-incidents = Por incidente
feed-incidents-title = { $site }: por incidente
feed-incidents-about = Un mensaje por cada incidente o mantenimiento, al que se añaden las actualizaciones según llegan, y uno nuevo cuando termina, se reabre o se reprograma; además, los análisis posteriores y los avisos.
feed-start-end = Primeros y últimos mensajes
feed-start-end-title = { $site }: primeros y últimos mensajes
feed-start-end-about = El primer y el último mensaje de cada incidente o mantenimiento, y uno cuando cambia un horario; además, los análisis posteriores y los avisos.
feed-history-title = { $site }: historial
feed-history-about = Un mensaje por cada incidente o mantenimiento con todas sus actualizaciones; su fecha es la de la más reciente.
feed-component-title = { $site }: { $name }
feed-component-about = Todas las actualizaciones, análisis posteriores y avisos sobre { $name }.
feed-window = Horario: { $window }.
feed-window-utc = Horario: { $window } ({ $utc }).
feed-components = Componentes: { $names }.
component-in-state = { $name }: { $state }
component-states-more = { $first }; { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = Calendario
calendar-title = { $site }: mantenimiento
calendar-about = Todo el mantenimiento programado. Si uno se aplaza o se cancela, también cambia en su calendario.
calendar-component-title = { $site }: mantenimiento de { $name }
calendar-component-about = Todo el mantenimiento programado que afecta a { $name }.
event-rescheduled = Aplazado: { $title }
event-overrunning = Se prolonga más de lo previsto: { $title }
event-completed = Finalizado: { $title }
event-cancelled = Cancelado: { $title }
event-rescheduled-from = Aplazado; horario inicial: { $window }.

## The page that explains how to subscribe

subscribe-about = Entérese de los incidentes y del mantenimiento por lector de canales, correo, chat o calendario.
how-to-subscribe = Cómo funciona
subscribe-intro = Elija cómo quiere enterarse de los incidentes y del mantenimiento.
copy = Copiar
copied = Copiado
subscribe-feed = Esto es un canal: un archivo con los mensajes más recientes. Los programas lo consultan periódicamente y le muestran cada mensaje una sola vez.
subscribe-feed-stop = Para dejar de recibirlos, elimine el canal RSS.
subscribe-reader-text = Un lector de canales es un programa o un sitio donde usted reúne noticias de muchas fuentes. Pegue esta dirección donde su lector diga «añadir» o «seguir»:
subscribe-mail = Por correo
subscribe-mail-text = Muchos programas de correo también leen canales: busque «canal», «feed» o «RSS» entre los tipos de cuenta. También hay servicios que convierten un canal en correos. Deles esta dirección:
subscribe-mail-sends = Recibe correos sobre incidentes, mantenimiento y avisos.
subscribe-mail-join = Suscribirse por correo
subscribe-mail-write = Enviar un correo para suscribirse
subscribe-mail-stop = Para darse de baja:
subscribe-channel-sends = Los incidentes, el mantenimiento y los avisos se anuncian en un chat de grupo.
subscribe-channel-join = Unirse al grupo
subscribe-channel-stop = Para dejar de recibirlos, salga del grupo.
subscribe-own-channel = O reciba los mensajes en un chat de su propia organización.
subscribe-slack = Envíe este comando en un canal de Slack. Si la aplicación llamada RSS no está instalada, un administrador del espacio de trabajo debe añadirla antes.
subscribe-slack-stop = Para dejar de recibirlos, envíe «/feed list» y después «/feed remove» con el número del canal RSS.
subscribe-teams = Cree un flujo de trabajo con el desencadenador «Cuando se publica un elemento de fuente» y esta dirección, que publique un mensaje en un canal.
subscribe-teams-stop = Para dejar de recibirlos, elimine el flujo de trabajo.
subscribe-others = Otros chats
subscribe-others-text = En otros lugares, Discord por ejemplo, un bot o una integración para canales RSS acepta esta dirección.
subscribe-calendar = En su calendario
subscribe-calendar-add = Añadir a su programa de calendario
subscribe-calendar-text = O pegue esta dirección donde su calendario diga «desde URL» o «suscribirse»:
subscribe-calendar-stop = Para dejar de recibirlo, elimine el calendario de su programa.
subscribe-program = Con un programa propio
subscribe-program-text = Los mismos mensajes en JSON, en el formato JSON Feed 1.1:
subscribe-site = En sus propias páginas
subscribe-site-text = Una insignia con el estado actual y una página pequeña para un marco:
subscribe-every = Todos los canales
subscribe-every-text = Si no sabe qué formato elegir, elija RSS.
subscribe-component = Un solo componente
subscribe-component-text = Sus actualizaciones, análisis posteriores y avisos, y un calendario de su mantenimiento.
subscribe-field-mail = Dirección de correo
subscribe-field-command = Comando
subscribe-field-feed = Dirección del canal RSS
subscribe-field-calendar = Dirección del calendario
subscribe-field-badge = HTML de la insignia
subscribe-field-frame = HTML del marco

## The support guide

support-channels = Cómo contactarnos
support-priorities = Prioridades
support-priority = Prioridad
support-when = Elíjala cuando
support-examples = Ejemplos
support-responses = Cuándo respondemos
support-first-response = Primera respuesta
support-updates = Después
support-hours = Horario
support-wakes = A quién se despierta
support-include = Qué incluir en un ticket urgente
error-codes = Códigos de error
error-code = Código
error-meaning = Significado
error-action = Qué hacer
error-incidents = Incidentes recientes:

## Articles

on-this-page = En esta página
postmortem-of = Análisis posterior: { $title }
postmortem-published = Análisis posterior, publicado el { $time }
incidents-of-postmortem = Sobre
actions = Medidas
action-done = Hecho el { $day }
action-due = Previsto para el { $day }
action-open = Aún no está hecho
valid-until = hasta el { $time }
expired = vigente hasta el { $time }

## Addresses that lead elsewhere

page-not-found = Página no encontrada
page-not-found-about = No hay ninguna página en esta dirección.
page-not-found-text = Puede que la dirección esté mal escrita o que la página se haya trasladado.
page-not-found-status = Estado actual
page-not-found-history = Todos los incidentes
moved = Página trasladada
moved-about = Esta página se ha trasladado.
moved-here = La nueva dirección

## Dates, lengths and lists

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
date = { $day } de { $month } de { $year }
month-of-year = { $month } de { $year }
dates-in-month = { $first }–{ $day } de { $month } de { $year }
dates-in-year = { $first } de { $firstmonth } – { $day } de { $month } de { $year }
dates = { $first } – { $last }
time-of-day = { $date }, { $clock }
time-unknown = hora desconocida
window-in-day = { $day }, { $from } – { $to }
window-over-days = { $start }, { $from } – { $end }, { $to }
window-end-unknown = { $day }, desde las { $from }, hora de fin desconocida
length-minutes = { $count } min
length-hours = { $count } h
length-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
length-two = { $large } { $small }
list-two = { $first } y { $last }
list-comma = { $first }, { $next }
list-more = { $names } y { $count } más
decimal-point = ,
percent = { $number } %
