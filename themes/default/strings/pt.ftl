# Every word of the customers' pages, in Portuguese as it is written in Brazil.

## The frame of every page

skip-to-content = Ir para o conteúdo
main-navigation = Menu principal
menu-status = Status
menu-history = Histórico
as-of = Situação em { $time }.
times-in = Horários em { $zone }.
time-yours = ({ $local } no seu horário)
time-ago = ({ $ago })
time-yours-ago = ({ $local } no seu horário, { $ago })
stale = Esta página foi gerada { $ago } e pode estar desatualizada.
stale-reload = Carregar de novo
support = Suporte
suggest-an-edit = Sugerir uma alteração
subscribe = Assinar

## The status page

banner-operational = Todos os sistemas em operação normal
banner-open-incident = Todos os componentes em operação; há um incidente em aberto
banner-maintenance = Em manutenção: { $names }
banner-degraded = Serviço degradado: { $names }
banner-partial = Interrupção parcial: { $names }
banner-outage = Interrupção grave: { $names }
banner-names = { $names } ({ $count } de { $total ->
    [one] { $total } componente
   *[other] { $total } componentes
})
status-about = { $state }. { $text }
open-incidents = Incidentes em aberto
started-ongoing-for = Desde { $since }, duração até agora: { $length }
started-at = Desde { $since }
next-update-by = Próxima atualização até { $time }
next-update-was-due = A próxima atualização estava prevista até { $time }
older-updates = { $count ->
    [one] { $count } atualização anterior
   *[other] { $count } atualizações anteriores
}
active-maintenance = Manutenção em andamento
upcoming-maintenance = Próximas manutenções
notices = Avisos
components = Componentes
status-method = Como são apurados os estados e a disponibilidade
status-method-text = Um componente tem o estado que a última atualização de um incidente em aberto lhe dá, ou o da manutenção em andamento; se houver vários, vale o pior. Um grupo, assim como a frase no alto da página, assume o pior estado de seus componentes.
days-with-incidents = { $count ->
    [one] Problemas no último dia
   *[other] Dias com problemas nos últimos { $count } dias
}
earlier-incident-days = { $count ->
    [one] Há mais um dia anterior nas páginas dos componentes.
   *[other] Há mais { $count } dias anteriores nas páginas dos componentes.
}
past-incidents = Incidentes anteriores
no-incidents = Nenhum incidente
view-history = Ver histórico
days-ago = { $count ->
    [one] ontem
   *[other] há { $count } dias
}
today = hoje

## States, impacts and phases

state-operational = Operacional
state-under-maintenance = Em manutenção
state-degraded-performance = Desempenho degradado
state-partial-outage = Interrupção parcial
state-major-outage = Interrupção grave
impact-none = Sem impacto
impact-minor = Impacto pequeno
impact-major = Impacto grande
impact-critical = Impacto crítico
phase-open = Em aberto
phase-update = Atualização
phase-investigating = Em investigação
phase-identified = Causa identificada
phase-monitoring = Em monitoramento
phase-resolved = Resolvido
maintenance-scheduled = Programada
maintenance-in-progress = Em andamento
maintenance-verifying = Em verificação
maintenance-completed = Concluída
maintenance-cancelled = Cancelada
entry-scheduled = Manutenção programada
entry-in-progress = Manutenção em andamento
entry-verifying = Manutenção em verificação
entry-completed = Manutenção concluída
entry-cancelled = Manutenção cancelada
notice-feature = Novidade
notice-policy = Política
notice-survey = Pesquisa
notice-security = Segurança
notice-other = Aviso

## Bars and uptime

bars-no-incidents = { $name }: { $count ->
    [one] { $count } dia
   *[other] { $count } dias
} sem problemas
bars-with-incidents = { $name }: { $bad ->
    [one] { $bad } dia
   *[other] { $bad } dias
} com problemas em { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
uptime-over = { $percent } em { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
uptime-chart-about = Cada dia pelo seu pior estado
uptime-chart-described = { $bars }. Disponibilidade: { $uptime }.
uptime-chart-unknown = { $bars }. A disponibilidade não é conhecida.
state-unknown = Desconhecido
chart-as = Gráfico em { $format }
card-more = e mais { $count }
duration-degraded = { $length } de serviço degradado
duration-partial = { $length } de interrupção parcial
duration-outage = { $length } de interrupção grave
uptime-formula = A disponibilidade é 100% menos o tempo perdido: { $outage }, { $partial }, { $degraded }. Manutenção anunciada não conta.
formula-counts-outage = interrupção grave conta { $percent }
formula-counts-partial = interrupção parcial conta { $percent }
formula-counts-degraded = desempenho degradado conta { $percent }
formula-excludes-outage = interrupção grave não conta
formula-excludes-partial = interrupção parcial não conta
formula-excludes-degraded = desempenho degradado não conta

## The open data

open-data = Dados abertos
open-data-about = Os dados deste site em arquivos para planilhas e programas: todos os incidentes e a disponibilidade mensal de cada componente.
incidents-csv-about = Todos os incidentes, do mais recente ao mais antigo. Horários em UTC.
uptime-csv-about = Cada componente em cada mês já encerrado, nos dias do fuso horário do site.
columns-of = Colunas de { $file }
column = Coluna
meaning = Significado
column-id = Identificador permanente do incidente
column-title = O que os clientes notaram. Um apóstrofo precede um título que uma planilha tomaria por fórmula
column-url = A página do incidente
column-impact = none, minor, major ou critical
column-status = investigating, identified, monitoring ou resolved
column-started = Quando os clientes começaram a sentir o problema
column-detected = Quando soubemos, se informado
column-first-update = Quando a primeira atualização foi publicada; vazio se não se sabe
column-ended = Quando terminou; vazio enquanto está em aberto ou se não se sabe
column-minutes = Minutos inteiros de started a ended; vazio enquanto está em aberto ou se não se sabe
column-components = Identificadores dos componentes afetados, separados por espaços
column-updates = Quantas atualizações foram publicadas
column-postmortem = A página da análise pós-incidente, se houver
column-component = Identificador atual do componente
column-name = O componente
column-group = Seu grupo
column-month = O mês
column-seconds = Duração do mês, sem os dias antes de o componente existir ou depois de sua retirada
column-degraded-seconds = Segundos de desempenho degradado
column-partial-seconds = Segundos de interrupção parcial
column-outage-seconds = Segundos de interrupção grave
column-uptime = Disponibilidade em porcentagem pela regra deste site, arredondada para baixo
column-uptime-statuspage = O mesmo pela regra do Statuspage
column-uptime-strict = O mesmo se cada segundo com problemas contar por inteiro
uptime-method = Como a disponibilidade é calculada
uptime-methods-text = Cada site conta de um jeito, por isso um número diz pouco sem a sua regra. Pela regra do Statuspage, um produto da Atlassian, uma interrupção grave conta por inteiro, uma parcial conta 30% e desempenho degradado não conta. Pela regra mais rigorosa, tudo que não estava normal conta por inteiro. Manutenção anunciada fica fora das três.
uptime-by-method = { $count ->
    [one] O último dia por três regras
   *[other] Os últimos { $count } dias por três regras
}
component = Componente
method-own = Este site
method-statuspage = Regra do Statuspage
method-strict = A mais rigorosa

## Badges and files for programs

badge = Selo
badge-status = Status
badge-state = { $state } ({ $count } de { $total })
badge-open-incident = Incidente em aberto
badge-retired = Desativado
name-in-group = { $group }: { $name }
update-with-label = { $label }: { $text }
markdown-about = O status atual com incidentes abertos, manutenções, componentes e incidentes recentes, em Markdown. As páginas dos incidentes e manutenções recentes também existem assim: acrescente index.md ao endereço.
status-file-about = O status atual em uma frase e o próximo momento em que uma manutenção começa ou termina ou uma atualização está prevista, em JSON.

## An incident

started = Início
detected = Detecção
ended = Fim
end-unknown = desconhecido
duration = Duração
duration-so-far = Duração até agora
duration-unknown = desconhecida
impact = Impacto
timeline = Linha do tempo
timeline-of = Linha do tempo de { $name }: { $parts }
timeline-dots = Cada ponto é uma atualização.
affected-components = Componentes afetados
worst-status = Cada um com seu pior estado durante o incidente.
postmortem = Análise pós-incidente
postmortem-due = A análise pós-incidente será publicada até { $time }.
postmortem-overdue = A análise pós-incidente deveria ter sido publicada até { $time } e ainda não está disponível.
related = Relacionados
external-links = Mais informações
posted = publicado em { $time }
posted-unknown = data de publicação desconhecida
edited = editado em { $time }
new-window = Novo horário: { $window }
entry-at = { $when }
entry-began = Começou em { $day }
entry-work-began = começou em { $when }
entry-planned = prevista para { $when }
entry-open = { $when }, em aberto
entry-lasted = { $when }, duração: { $length }
entry-lasted-unknown = { $when }, duração desconhecida

## Scheduled maintenance

maintenance-about = { $phase }, { $window }. { $text }
overrunning = Além do horário previsto
overrunning-window = Além do horário previsto
window = Horário
originally-scheduled = Horário inicial
rescheduled-from = Remarcada; horário inicial: { $window }
actual-duration = Duração
advance-notice = Aviso prévio
announced-ahead = Anunciada com { $length } de antecedência
announced-before-original = Anunciada { $length } antes do início original
announced-late = Anunciada depois do início
announcement-unknown = Data do anúncio desconhecida
short-notice = Em cima da hora: { $reason }
short-notice-reason = Por que em cima da hora: { $reason }
short-notice-unexplained = É menos antecedência do que prometemos.
announced-status = Cada um com o estado anunciado para o horário.

## A component

component-about = Estado, disponibilidade e histórico de { $name }.
component-about-more = Estado, disponibilidade e histórico de { $name }. { $text }
retired-on = Desativado em { $day }
uptime = Disponibilidade
in-this-period = Nesses dias: { $trouble }.
uptime-example = { $month }, em minutos e arredondado para baixo:
uptime-example-so-far = { $month } até agora, em minutos e arredondado para baixo:
by-month = Por mês
month = Mês
degraded = Degradado
partial-outage = Interrupção parcial
major-outage = Interrupção grave
incidents = Incidentes
maintenance = Manutenção
none-so-far = Nada até agora.

## History

history = Histórico
history-about = Incidentes, manutenções e avisos de { $site }, mês a mês.
nothing-yet = Ainda não há incidentes nem manutenções.
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
    [one] { $count } manutenção
   *[other] { $count } manutenções
}
count-notices = { $count ->
    [one] { $count } aviso
   *[other] { $count } avisos
}

## Feeds

item-title = { $label }: { $title }
announcement-open = Ver na página de status
feed-in-format = { $title } ({ $format })
feed-updates = Tudo
feed-updates-about = Cada atualização de um incidente ou manutenção é uma mensagem própria, assim como as análises pós-incidente e os avisos.
feed-incidents = Por incidente
feed-incidents-title = { $site }: por incidente
feed-incidents-about = Uma mensagem para cada incidente ou manutenção, à qual as atualizações são acrescentadas, e uma nova em caso de término, reabertura ou reagendamento; além de análises pós-incidente e avisos.
feed-start-end = Primeiras e últimas mensagens
feed-start-end-title = { $site }: primeiras e últimas mensagens
feed-start-end-about = A primeira e a última mensagem de cada incidente ou manutenção, e uma quando um horário muda; além de análises pós-incidente e avisos.
feed-history-title = { $site }: histórico
feed-history-about = Uma mensagem para cada incidente ou manutenção com todas as atualizações; a data é a da mais recente.
feed-component-title = { $site }: { $name }
feed-component-about = Todas as atualizações, análises pós-incidente e avisos sobre { $name }.
feed-window = Horário: { $window }.
feed-window-utc = Horário: { $window } ({ $utc }).
feed-components = Componentes: { $names }.
component-in-state = { $name }: { $state }
component-states-more = { $first }; { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = Calendário
calendar-title = { $site }: manutenção
calendar-about = Todas as manutenções programadas. Se uma for remarcada ou cancelada, ela também muda no seu calendário.
calendar-component-title = { $site }: manutenção de { $name }
calendar-component-about = Todas as manutenções programadas que afetam { $name }.
event-rescheduled = Remarcada: { $title }
event-overrunning = Além do horário previsto: { $title }
event-completed = Concluída: { $title }
event-cancelled = Cancelada: { $title }
event-rescheduled-from = Remarcada; horário inicial: { $window }.

## The page that explains how to subscribe

subscribe-about = Saiba de incidentes e manutenções por leitor de feeds, e-mail, chat ou calendário.
how-to-subscribe = Como funciona
subscribe-intro = Escolha como quer saber de incidentes e manutenções.
copy = Copiar
copied = Copiado
subscribe-feed = Isto é um feed: um arquivo com as mensagens mais recentes. Os programas o consultam periodicamente e mostram cada mensagem uma única vez.
subscribe-feed-stop = Para parar de receber, remova o feed.
subscribe-reader-text = Um leitor de feeds é um programa ou site em que você reúne notícias de vários lugares. Cole este endereço onde o seu leitor disser “adicionar” ou “seguir”:
subscribe-mail = Por e-mail
subscribe-mail-text = Muitos programas de e-mail também leem feeds: procure “feed” ou “RSS” entre os tipos de conta. Também há serviços que transformam um feed em e-mails. Informe este endereço:
subscribe-mail-sends = Você recebe e-mails sobre incidentes, manutenções e avisos.
subscribe-mail-join = Assinar por e-mail
subscribe-mail-write = Enviar um e-mail para assinar
subscribe-mail-stop = Para cancelar a assinatura:
subscribe-channel-sends = Incidentes, manutenções e avisos são anunciados em um canal.
subscribe-channel-join = Entrar no canal
subscribe-channel-stop = Para parar de receber, saia do canal.
subscribe-own-channel = Ou receba as mensagens em um chat da sua própria organização.
subscribe-slack = Envie este comando em um canal. Se o aplicativo chamado RSS não estiver instalado, um administrador do workspace precisa adicioná-lo antes.
subscribe-slack-stop = Para parar de receber, envie “/feed list” e depois “/feed remove” com o número do feed.
subscribe-teams = Crie um fluxo de trabalho com o gatilho “Quando um item do feed é publicado” e este endereço, que publique uma mensagem em um canal.
subscribe-teams-stop = Para parar de receber, exclua o fluxo de trabalho.
subscribe-others = Outros chats
subscribe-others-text = Em outros lugares, como no Discord, um bot ou uma integração para feeds aceita este endereço.
subscribe-calendar = No seu calendário
subscribe-calendar-add = Adicionar ao programa de calendário
subscribe-calendar-text = Ou cole este endereço onde o seu calendário disser “por URL” ou “assinar”:
subscribe-calendar-stop = Para parar de receber, remova o calendário do seu programa.
subscribe-program = Com um programa próprio
subscribe-program-text = As mesmas mensagens em JSON, no formato JSON Feed 1.1:
subscribe-site = Nas suas próprias páginas
subscribe-site-text = Um selo com o estado atual e uma página pequena para um quadro:
subscribe-every = Todos os feeds
subscribe-every-text = Se não souber qual formato escolher, escolha RSS.
subscribe-component = Um único componente
subscribe-component-text = Suas atualizações, análises pós-incidente e avisos, e um calendário de sua manutenção.
subscribe-field-mail = Endereço de e-mail
subscribe-field-command = Comando
subscribe-field-feed = Endereço do feed
subscribe-field-calendar = Endereço do calendário
subscribe-field-badge = HTML do selo
subscribe-field-frame = HTML do quadro

## The support guide

support-channels = Como falar conosco
support-priorities = Prioridades
support-priority = Prioridade
support-when = Escolha quando
support-examples = Exemplos
support-responses = Quando respondemos
support-first-response = Primeira resposta
support-updates = Depois
support-hours = Horário
support-wakes = Quem é acordado
support-include = O que incluir em um chamado urgente
error-codes = Códigos de erro
error-code = Código
error-meaning = Significado
error-action = O que fazer
error-incidents = Incidentes recentes:

## Articles

on-this-page = Nesta página
postmortem-of = Análise pós-incidente: { $title }
postmortem-published = Análise pós-incidente, publicada em { $time }
incidents-of-postmortem = Sobre
actions = Medidas
action-done = Feito em { $day }
action-due = Previsto para { $day }
action-open = Ainda não feito
valid-until = até { $time }
expired = valeu até { $time }

## Addresses that lead elsewhere

page-not-found = Página não encontrada
page-not-found-about = Não há página neste endereço.
page-not-found-text = O endereço pode estar digitado incorretamente ou a página pode ter mudado de lugar.
page-not-found-status = Status atual
page-not-found-history = Todos os incidentes
moved = Mudou de endereço
moved-about = Esta página mudou de endereço.
moved-here = O novo endereço

## Dates, lengths and lists

month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
date = { $day ->
    [1] 1º
   *[other] { $day }
} de { $month } de { $year }
month-of-year = { $month } de { $year }
dates-in-month = { $first ->
    [1] 1º
   *[other] { $first }
}–{ $day } de { $month } de { $year }
dates-in-year = { $first ->
    [1] 1º
   *[other] { $first }
} de { $firstmonth } – { $day ->
    [1] 1º
   *[other] { $day }
} de { $month } de { $year }
dates = { $first } – { $last }
time-of-day = { $date }, { $clock }
time-unknown = hora desconhecida
window-in-day = { $day }, { $from } – { $to }
window-over-days = { $start }, { $from } – { $end }, { $to }
window-end-unknown = { $day }, a partir das { $from }, hora de término desconhecida
length-minutes = { $count } min
length-hours = { $count } h
length-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
length-two = { $large } { $small }
list-two = { $first } e { $last }
list-comma = { $first }, { $next }
list-more = { $names } e mais { $count }
decimal-point = ,
percent = { $number }%
