# Every word of the customers' pages, in French.
# No-break spaces stand before colons and inside guillemets, narrow ones before semicolons and percent signs.

## The frame of every page

skip-to-content = Aller au contenu
main-navigation = Menu principal
menu-status = État
menu-history = Historique
as-of = État au { $time }.
times-in = Fuseau horaire : { $zone }.
time-yours = ({ $local } à votre heure)
time-ago = ({ $ago })
time-yours-ago = ({ $local } à votre heure, { $ago })
stale = Cette page a été générée { $ago } et n’est peut-être plus à jour.
stale-reload = La recharger
support = Assistance
suggest-an-edit = Proposer une modification
subscribe = S’abonner

## The status page

banner-operational = Tous les systèmes sont opérationnels
banner-open-incident = Tous les composants sont opérationnels, un incident reste ouvert
banner-maintenance = En maintenance : { $names }
banner-degraded = Service dégradé : { $names }
banner-partial = Panne partielle : { $names }
banner-outage = Panne majeure : { $names }
banner-names = { $names } ({ $count } sur { $total ->
    [one] { $total } composant
   *[other] { $total } composants
})
status-about = { $state }. { $text }
open-incidents = Incidents en cours
started-ongoing-for = Depuis le { $since }, durée actuelle : { $length }
started-at = Depuis le { $since }
next-update-by = Prochaine mise à jour au plus tard : { $time }
next-update-was-due = La prochaine mise à jour était attendue au plus tard : { $time }
older-updates = { $count ->
    [one] { $count } mise à jour plus ancienne
   *[other] { $count } mises à jour plus anciennes
}
active-maintenance = Maintenance en cours
upcoming-maintenance = Maintenance à venir
notices = Annonces
components = Composants
status-method = Comment l’état et la disponibilité sont établis
status-method-text = Un composant a l’état que lui donne la dernière mise à jour d’un incident en cours, ou celui d’une maintenance en cours ; s’il y en a plusieurs, le plus grave compte. Un groupe, comme la phrase en haut de la page, prend l’état de son composant le plus touché.
days-with-incidents = { $count ->
    [one] Perturbations du dernier jour
   *[other] Jours perturbés parmi les { $count } derniers
}
earlier-incident-days = { $count ->
    [one] Un jour antérieur figure sur les pages des composants.
   *[other] { $count } jours antérieurs figurent sur les pages des composants.
}
past-incidents = Incidents passés
no-incidents = Aucun incident
view-history = Voir l’historique
days-ago = { $count ->
    [one] hier
   *[other] il y a { $count } jours
}
today = aujourd’hui

## States, impacts and phases

state-operational = Opérationnel
state-under-maintenance = En maintenance
state-degraded-performance = Performances dégradées
state-partial-outage = Panne partielle
state-major-outage = Panne majeure
impact-none = Aucun impact
impact-minor = Impact mineur
impact-major = Impact majeur
impact-critical = Impact critique
phase-open = En cours
phase-update = Mise à jour
phase-investigating = En cours d’analyse
phase-identified = Cause identifiée
phase-monitoring = Sous surveillance
phase-resolved = Résolu
maintenance-scheduled = Planifiée
maintenance-in-progress = En cours
maintenance-verifying = En vérification
maintenance-completed = Terminée
maintenance-cancelled = Annulée
entry-scheduled = Maintenance planifiée
entry-in-progress = Maintenance en cours
entry-verifying = Maintenance en vérification
entry-completed = Maintenance terminée
entry-cancelled = Maintenance annulée
notice-feature = Nouveauté
notice-policy = Règles
notice-survey = Enquête
notice-security = Sécurité
notice-other = Annonce

## Bars and uptime

bars-no-incidents = { $name } : { $count ->
    [one] { $count } jour
   *[other] { $count } jours
} sans perturbation
bars-with-incidents = { $name } : { $bad ->
    [one] { $bad } jour perturbé
   *[other] { $bad } jours perturbés
} sur { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
uptime-over = { $percent } sur { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
uptime-chart-about = Chaque jour selon son état le plus grave
uptime-chart-described = { $bars }. Disponibilité : { $uptime }.
uptime-chart-unknown = { $bars }. La disponibilité n’est pas connue.
state-unknown = Inconnu
chart-as = Graphique en { $format }
card-more = et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
duration-degraded = { $length } de service dégradé
duration-partial = { $length } de panne partielle
duration-outage = { $length } de panne majeure
uptime-formula = La disponibilité est de 100 % moins le temps perdu : { $outage }, { $partial }, { $degraded }. La maintenance annoncée ne compte pas.
formula-counts-outage = une panne majeure compte pour { $percent }
formula-counts-partial = une panne partielle compte pour { $percent }
formula-counts-degraded = des performances dégradées comptent pour { $percent }
formula-excludes-outage = une panne majeure ne compte pas
formula-excludes-partial = une panne partielle ne compte pas
formula-excludes-degraded = des performances dégradées ne comptent pas

## The open data

open-data = Données ouvertes
open-data-about = Les données de ce site sous forme de fichiers pour tableurs et programmes : tous les incidents, et la disponibilité mensuelle de chaque composant.
incidents-csv-about = Tous les incidents, du plus récent au plus ancien. Les heures sont en UTC.
uptime-csv-about = Chaque composant pour chaque mois écoulé, selon les jours du fuseau horaire du site.
columns-of = Colonnes de { $file }
column = Colonne
meaning = Signification
column-id = Identifiant permanent de l’incident
column-title = Ce que les clients ont constaté. Une apostrophe précède un titre qu’un tableur prendrait pour une formule
column-url = La page de l’incident
column-impact = none, minor, major ou critical
column-status = investigating, identified, monitoring ou resolved
column-started = Quand les clients ont été touchés pour la première fois
column-detected = Quand nous l’avons détecté, si cela est connu
column-first-update = Quand la première mise à jour a été publiée ; vide si on ne le sait pas
column-ended = Quand l’incident a pris fin ; vide tant qu’il est en cours ou si on ne le sait pas
column-minutes = Minutes entières de started à ended ; vide tant que l’incident est en cours ou si la durée est inconnue
column-components = Identifiants des composants touchés, séparés par des espaces
column-updates = Le nombre de mises à jour publiées
column-postmortem = La page du post-mortem, s’il y en a un
column-component = Identifiant actuel du composant
column-name = Le composant
column-group = Son groupe
column-month = Le mois
column-seconds = Durée du mois, sans les jours précédant l’arrivée du composant ni ceux suivant son retrait
column-degraded-seconds = Secondes de performances dégradées
column-partial-seconds = Secondes de panne partielle
column-outage-seconds = Secondes de panne majeure
column-uptime = Disponibilité en pourcentage selon la règle de ce site, arrondie vers le bas
column-uptime-statuspage = La même selon la règle de Statuspage
column-uptime-strict = La même si chaque seconde perturbée compte entièrement
uptime-method = Comment la disponibilité est calculée
uptime-methods-text = Les sites comptent de différentes manières : un chiffre dit peu de chose sans sa règle. Selon la règle de Statuspage, un produit d’Atlassian, une panne majeure compte entièrement, une panne partielle pour 30 % et des performances dégradées pas du tout. Selon la règle la plus stricte, toute perturbation compte entièrement. La maintenance annoncée est exclue des trois.
uptime-by-method = { $count ->
    [one] Le dernier jour selon trois règles
   *[other] Les { $count } derniers jours selon trois règles
}
component = Composant
method-own = Ce site
method-statuspage = Règle de Statuspage
method-strict = La plus stricte

## Badges and files for programs

badge = Badge
badge-status = État
badge-state = { $state } ({ $count } sur { $total })
badge-open-incident = Incident en cours
badge-retired = Retiré
name-in-group = { $group } : { $name }
update-with-label = { $label } : { $text }
markdown-about = L’état actuel avec les incidents en cours, les maintenances, les composants et les incidents récents, en Markdown. Les pages des incidents et maintenances récents existent aussi sous cette forme : ajoutez index.md à leur adresse.
status-file-about = L’état actuel en une phrase et le prochain moment où une maintenance commence ou se termine ou où un message est attendu, en JSON.

## An incident

started = Début
detected = Détection
ended = Fin
end-unknown = inconnue
duration = Durée
duration-so-far = Durée actuelle
duration-unknown = inconnue
impact = Impact
timeline = Chronologie
timeline-of = Chronologie de { $name } : { $parts }
timeline-dots = Chaque point est une mise à jour.
affected-components = Composants concernés
worst-status = Chacun avec son état le plus grave pendant l’incident.
postmortem = Post-mortem
postmortem-due = Un post-mortem est attendu au plus tard le { $time }.
postmortem-overdue = Un post-mortem était attendu au plus tard le { $time } et n’est pas encore publié.
related = Voir aussi
external-links = En savoir plus
posted = publié le { $time }
posted-unknown = date de publication inconnue
edited = modifié le { $time }
new-window = Nouveau créneau : { $window }
entry-at = { $when }
entry-began = Début : { $day }
entry-work-began = début { $when }
entry-planned = prévue pour { $when }
entry-open = { $when }, en cours
entry-lasted = { $when }, durée { $length }
entry-lasted-unknown = { $when }, durée inconnue

## Scheduled maintenance

maintenance-about = { $phase }, { $window }. { $text }
overrunning = Plus longue que prévu
overrunning-window = Plus longue que prévu
window = Créneau
originally-scheduled = Créneau initial
rescheduled-from = Déplacée, créneau initial : { $window }
actual-duration = Durée
advance-notice = Préavis
announced-ahead = Annoncée { $length } à l’avance
announced-before-original = Annoncée { $length } avant le début initialement prévu
announced-late = Annoncée après le début du créneau
announcement-unknown = Date de l’annonce inconnue
short-notice = Préavis court : { $reason }
short-notice-reason = Pourquoi un préavis si court : { $reason }
short-notice-unexplained = Ce préavis est plus court que celui que nous promettons.
announced-status = Chacun avec l’état annoncé pour le créneau.

## A component

component-about = État, disponibilité et historique de { $name }.
component-about-more = État, disponibilité et historique de { $name }. { $text }
retired-on = Retiré le { $day }
uptime = Disponibilité
in-this-period = Pendant ces jours : { $trouble }.
uptime-example = { $month }, en minutes, arrondi vers le bas :
uptime-example-so-far = { $month } jusqu’ici, en minutes, arrondi vers le bas :
by-month = Par mois
month = Mois
degraded = Service dégradé
partial-outage = Panne partielle
major-outage = Panne majeure
incidents = Incidents
maintenance = Maintenance
none-so-far = Rien jusqu’ici.

## History

history = Historique
history-about = Incidents, maintenance et annonces de { $site }, mois par mois.
nothing-yet = Aucun incident ni maintenance pour le moment.
months = Mois
by-component = Par composant
earlier = ← { $month }
later = { $month } →
month-about = { $month } : { $counts }.
count-incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
count-maintenance = { $count ->
    [one] { $count } maintenance
   *[other] { $count } maintenances
}
count-notices = { $count ->
    [one] { $count } annonce
   *[other] { $count } annonces
}

## Feeds

item-title = { $label } : { $title }
announcement-open = Voir sur la page d’état
feed-in-format = { $title } ({ $format })
feed-updates = Tout
feed-updates-about = Chaque mise à jour d’un incident ou d’une maintenance est un message à part, de même que les post-mortems et les annonces.
feed-incidents = Par incident
feed-incidents-title = { $site } : par incident
feed-incidents-about = Un message par incident ou maintenance, complété au fil des mises à jour, et un nouveau à la fin ou en cas de réouverture ou de report ; les post-mortems et les annonces.
feed-start-end = Premiers et derniers messages
feed-start-end-title = { $site } : premiers et derniers messages
feed-start-end-about = Le premier et le dernier message de chaque incident ou maintenance, et un message quand un créneau est déplacé ; les post-mortems et les annonces.
feed-history-title = { $site } : historique
feed-history-about = Un message par incident ou maintenance avec toutes ses mises à jour ; sa date est celle de la plus récente.
feed-component-title = { $site } : { $name }
feed-component-about = Toutes les mises à jour, post-mortems et annonces qui concernent { $name }.
feed-window = Créneau : { $window }.
feed-window-utc = Créneau : { $window } ({ $utc }).
feed-components = Composants : { $names }.
component-in-state = { $name } : { $state }
component-states-more = { $first } ; { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = Calendrier
calendar-title = { $site } : maintenance
calendar-about = Toutes les maintenances planifiées. Si l’une est déplacée ou annulée, votre calendrier suit.
calendar-component-title = { $site } : maintenance de { $name }
calendar-component-about = Toutes les maintenances planifiées qui touchent { $name }.
event-rescheduled = Déplacée : { $title }
event-overrunning = Plus longue que prévu : { $title }
event-completed = Terminée : { $title }
event-cancelled = Annulée : { $title }
event-rescheduled-from = Déplacée, créneau initial : { $window }.

## The page that explains how to subscribe

subscribe-about = Soyez informé des incidents et des maintenances par lecteur de flux, courriel, messagerie ou calendrier.
how-to-subscribe = Comment ça marche
subscribe-intro = Choisissez comment être informé des incidents et des maintenances.
copy = Copier
copied = Copié
subscribe-feed = C’est un flux : un fichier contenant les derniers messages, que des programmes consultent régulièrement pour vous. Ils vous montrent chaque message une seule fois.
subscribe-feed-stop = Pour arrêter, supprimez le flux.
subscribe-reader-text = Un lecteur de flux est un programme ou un site où vous rassemblez des nouvelles de nombreuses sources. Collez cette adresse là où votre lecteur propose « ajouter » ou « suivre » :
subscribe-mail = Par courriel
subscribe-mail-text = De nombreux logiciels de messagerie lisent aussi les flux : cherchez « flux » ou « RSS » parmi les types de compte. Des services transforment aussi un flux en courriels. Donnez-leur cette adresse :
subscribe-mail-sends = Vous recevez des courriels sur les incidents, les maintenances et les annonces.
subscribe-mail-join = S’abonner par courriel
subscribe-mail-write = Envoyer un courriel pour s’abonner
subscribe-mail-stop = Pour se désabonner :
subscribe-channel-sends = Les incidents, les maintenances et les annonces sont publiés dans un canal.
subscribe-channel-join = Rejoindre le canal
subscribe-channel-stop = Pour arrêter, quittez le canal.
subscribe-own-channel = Ou recevez les messages dans la messagerie de votre propre organisation.
subscribe-slack = Envoyez cette commande dans un canal. Si l’application nommée RSS n’est pas installée, un administrateur de l’espace de travail doit d’abord l’ajouter.
subscribe-slack-stop = Pour arrêter, envoyez « /feed list », puis « /feed remove » avec le numéro du flux.
subscribe-teams = Créez un flux de travail avec le déclencheur « Lorsqu’un élément de flux est publié » et cette adresse, qui publie un message dans un canal.
subscribe-teams-stop = Pour arrêter, supprimez le flux de travail.
subscribe-others = Autres messageries
subscribe-others-text = Ailleurs, Discord par exemple, un robot ou une intégration pour les flux accepte cette adresse.
subscribe-calendar = Dans votre calendrier
subscribe-calendar-add = Ajouter à votre logiciel de calendrier
subscribe-calendar-text = Ou collez cette adresse là où votre calendrier propose « à partir d’une URL » ou « s’abonner » :
subscribe-calendar-stop = Pour arrêter, supprimez le calendrier de votre logiciel.
subscribe-program = Avec votre propre programme
subscribe-program-text = Les mêmes messages en JSON, au format JSON Feed 1.1 :
subscribe-site = Sur vos propres pages
subscribe-site-text = Un badge qui indique l’état actuel, et une petite page pour un cadre :
subscribe-every = Tous les flux
subscribe-every-text = Si vous hésitez entre les formats, prenez RSS.
subscribe-component = Un seul composant
subscribe-component-text = Ses mises à jour, post-mortems et annonces, et un calendrier de sa maintenance.
subscribe-field-mail = Adresse électronique
subscribe-field-command = Commande
subscribe-field-feed = Adresse du flux
subscribe-field-calendar = Adresse du calendrier
subscribe-field-badge = HTML du badge
subscribe-field-frame = HTML du cadre

## The support guide

support-channels = Comment nous joindre
support-priorities = Priorités
support-priority = Priorité
support-when = À choisir quand
support-examples = Exemples
support-responses = Quand nous vous répondons
support-first-response = Première réponse
support-updates = Ensuite
support-hours = Horaires
support-wakes = Qui est réveillé
support-include = Que mettre dans un ticket urgent
error-codes = Codes d’erreur
error-code = Code
error-meaning = Signification
error-action = Que faire
error-incidents = Incidents récents :

## Articles

on-this-page = Sur cette page
postmortem-of = Post-mortem : { $title }
postmortem-published = Post-mortem, publié le { $time }
incidents-of-postmortem = Concerne
actions = Mesures
action-done = Fait le { $day }
action-due = Prévu pour le { $day }
action-open = Pas encore fait
valid-until = jusqu’au { $time }
expired = valable jusqu’au { $time }

## Addresses that lead elsewhere

page-not-found = Page introuvable
page-not-found-about = Il n’y a pas de page à cette adresse.
page-not-found-text = L’adresse est peut-être mal saisie, ou la page a été déplacée.
page-not-found-status = État actuel
page-not-found-history = Tous les incidents
moved = Page déplacée
moved-about = Cette page a été déplacée.
moved-here = La nouvelle adresse

## Dates, lengths and lists

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
month-of-year = { $month } { $year }
dates-in-month = { $first ->
    [1] 1er
   *[other] { $first }
}–{ $day } { $month } { $year }
dates-in-year = { $first ->
    [1] 1er
   *[other] { $first }
} { $firstmonth } – { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
dates = { $first } – { $last }
time-of-day = { $date } à { $clock }
time-unknown = heure inconnue
window-in-day = { $day }, { $from } – { $to }
window-over-days = { $start } à { $from } – { $end } à { $to }
window-end-unknown = { $day }, à partir de { $from }, fin inconnue
length-minutes = { $count } min
length-hours = { $count } h
length-days = { $count } j
length-two = { $large } { $small }
list-two = { $first } et { $last }
list-comma = { $first }, { $next }
list-more = { $names } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
decimal-point = ,
percent = { $number } %
