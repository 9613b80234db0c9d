//! What status pages write in the languages of the product: months, weekdays, clocks, phases and planned work. All words are in lower
//! case and separated by spaces.

/// The words of a language.
pub(super) struct Language {
    /// Twelve, in order. The first four letters are enough; of English months, three.
    pub months: &'static str,
    /// Shorter forms of months, each with the number of the month.
    pub short_months: &'static [(&'static str, u32)],
    pub weekdays: &'static str,
    /// Words between a day and its month, or before a time.
    pub particles: &'static str,
    /// Words after a time of day.
    pub clock_words: &'static str,
    pub investigating: &'static str,
    pub identified: &'static str,
    pub monitoring: &'static str,
    pub verifying: &'static str,
    pub in_progress: &'static str,
    pub ended: &'static str,
    pub scheduled: &'static str,
    pub cancelled: &'static str,
    pub opening: &'static str,
    pub update: &'static str,
    /// Words that a label may have beside those of a phase. With any other word, a text is a sentence and not a label.
    pub filler: &'static str,
    /// Parts of words for planned work, as they are in titles.
    pub planned_work: &'static [&'static str],
    /// Words that deny that work was planned.
    pub unplanned: &'static [&'static str],
    /// Beginnings of texts that announce the end.
    pub end_signs: &'static [&'static str],
    /// Words that put off the end.
    pub not_yet: &'static [&'static str],
    /// Labels of facts about a period: its length, its beginning and its end.
    pub duration: &'static str,
    pub start: &'static str,
    pub end: &'static str,
    /// Units of a length in minutes, hours and days.
    pub units: [&'static str; 3],
}

pub(super) const LANGUAGES: [Language; 7] = [
    Language {
        months: "january february march april may june july august september october november december",
        short_months: &[
            ("jan", 1),
            ("feb", 2),
            ("mar", 3),
            ("apr", 4),
            ("jun", 6),
            ("jul", 7),
            ("aug", 8),
            ("sep", 9),
            ("oct", 10),
            ("nov", 11),
            ("dec", 12),
        ],
        weekdays: "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
        particles: "of at on the by",
        clock_words: "hrs hours hour h",
        investigating: "investigating investigation investigate",
        identified: "identified cause confirmed acknowledged",
        monitoring: "monitoring observation observing observed watching mitigating mitigated mitigation",
        verifying: "verifying testing",
        in_progress: "began begun begin started starting progress in_progress ongoing",
        ended: "resolved resolution resolve fixed fix complete completed completion close closed closing final finished finish restored \
            recovered recovery solved done ended end",
        scheduled: "scheduled planned announced announcement upcoming",
        cancelled: "cancelled canceled postponed",
        opening: "initial open opening opened first reported report new original",
        update: "update updated updates edit edited upstream changes change response news information info rescheduled delayed statement \
            retrospective",
        filler: "message incident issue issues maintenance outage of the is in under just at status on post by still now has have been was \
            service services and again partially additional more mostly temporarily temporary emergency problem from work to all",
        planned_work: &[
            "maintenance",
            "maintainance",
            "maintenence",
            "upgrade",
            "migration",
            "version update",
            "dns update",
            "scheduled",
            "planned",
        ],
        unplanned: &[
            "unplanned",
            "unscheduled",
            "emergency",
            "unexpected",
            "failed",
        ],
        end_signs: &[
            "resolved",
            "complete",
            "completed",
            "fixed",
            "restored",
            "is back",
            "are back",
            "back online",
            "back to normal",
            "finished",
            "fully operational",
            "routes are up",
            "all services are operational",
            "ended",
            "is over",
            "repaired",
        ],
        not_yet: &[
            "not resolved",
            "not been resolved",
            "until",
            "once ",
            "will be",
            "to be resolved",
            "partially",
        ],
        duration: "duration length",
        start: "start starts from begin begins",
        end: "end ends until to",
        units: [
            "m min mins minute minutes",
            "h hr hrs hour hours",
            "d day days",
        ],
    },
    Language {
        months: "januar februar märz april mai juni juli august september oktober november dezember",
        short_months: &[("mär", 3), ("mrz", 3), ("mai", 5), ("okt", 10), ("dez", 12)],
        weekdays: "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
        particles: "um am den ab gegen",
        clock_words: "uhr",
        investigating: "untersuchung untersuchen analyse prüfung",
        identified: "erkannt identifiziert ursache bestätigt",
        monitoring: "beobachtung überwachung beobachten",
        verifying: "test tests",
        in_progress: "begonnen beginn gestartet läuft",
        ended: "behoben gelöst beendet abgeschlossen erledigt ende entwarnung wiederhergestellt fertig abschluss",
        scheduled: "geplant angekündigt ankündigung",
        cancelled: "abgesagt verschoben",
        opening: "erstmeldung erste gemeldet meldung",
        update: "aktualisierung aktualisiert nachtrag neuigkeit zwischenstand stand info",
        filler: "störung wartung problem der die das ist wurde wird in von wieder noch vorfall ausfall arbeiten",
        planned_work: &["wartung", "umzug", "aktualisierung der", "geplante"],
        unplanned: &["ungeplant", "notfall", "störung", "ausfall"],
        end_signs: &[
            "behoben",
            "gelöst",
            "wiederhergestellt",
            "abgeschlossen",
            "beendet",
            "wieder erreichbar",
            "wieder verfügbar",
            "geht wieder",
            "läuft wieder",
        ],
        not_yet: &["noch nicht", "bis ", "sobald"],
        duration: "dauer",
        start: "beginn start von ab",
        end: "ende bis",
        units: ["minute minuten", "std stunde stunden", "tag tage tagen"],
    },
    Language {
        months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        short_months: &[("fév", 2), ("avr", 4), ("aoû", 8), ("déc", 12)],
        weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
        particles: "à le du de vers dès",
        clock_words: "heures heure",
        investigating: "investigation analyse enquête diagnostic",
        identified: "identifié identifiée confirmé cause",
        monitoring: "surveillance observation",
        verifying: "vérification",
        in_progress: "commencé commencée début démarré démarrée cours",
        ended: "résolu résolue résolus corrigé corrigée terminé terminée fin rétabli rétablie clos clôture clôturé rétablissement",
        scheduled: "planifié planifiée prévu prévue programmé programmée annonce",
        cancelled: "annulé annulée reporté reportée",
        opening: "ouverture initial premier signalé",
        update: "mise jour màj maj actualisation information point édition",
        filler: "incident le la les est a été de du des en à au problème panne service maintenance l d",
        planned_work: &["maintenance", "planifié", "programmé", "mise à niveau"],
        unplanned: &["imprévu", "urgence", "non planifié"],
        end_signs: &[
            "résolu",
            "rétabli",
            "terminé",
            "corrigé",
            "retour à la normale",
            "de nouveau disponible",
            "de nouveau opérationnel",
        ],
        not_yet: &["pas encore", "jusqu", "dès que"],
        duration: "durée",
        start: "début",
        end: "fin",
        units: ["minute minutes", "heure heures", "jour jours"],
    },
    Language {
        months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        short_months: &[("ene", 1), ("abr", 4), ("dic", 12)],
        weekdays: "lunes martes miércoles jueves viernes sábado domingo",
        particles: "a las la el del de",
        clock_words: "horas hs",
        investigating: "investigando investigación análisis",
        identified: "identificado identificada confirmado causa",
        monitoring: "monitoreo monitorizando monitoreando seguimiento observación supervisión",
        verifying: "verificando verificación",
        in_progress: "comenzado iniciado inicio curso progreso",
        ended: "resuelto resuelta solucionado solucionada finalizado finalizada completado completada cerrado terminado fin restablecido",
        scheduled: "programado programada planificado planificada previsto anuncio",
        cancelled: "cancelado cancelada aplazado aplazada pospuesto",
        opening: "inicial apertura reportado",
        update: "actualización actualizado novedad información",
        filler: "incidente incidencia el la los las es ha sido de del en se problema servicio mantenimiento",
        planned_work: &["mantenimiento", "programad", "actualización de"],
        unplanned: &[
            "no planificad",
            "no programad",
            "imprevist",
            "emergencia",
            "urgente",
        ],
        end_signs: &[
            "resuelt",
            "solucionad",
            "restablecid",
            "finalizad",
            "completad",
            "vuelve a funcionar",
        ],
        not_yet: &["hasta", "aún no", "todavía no", "cuando"],
        duration: "duración",
        start: "inicio",
        end: "fin",
        units: ["minuto minutos", "hora horas", "día días"],
    },
    Language {
        months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        short_months: &[("fev", 2)],
        weekdays: "segunda terça quarta quinta sexta sábado domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
        particles: "às as de em no",
        clock_words: "horas",
        investigating: "investigando investigação",
        identified: "identificado identificada confirmado causa",
        monitoring: "monitorando monitoramento monitorização acompanhando observação",
        verifying: "verificando verificação",
        in_progress: "iniciado iniciada início andamento começou",
        ended: "resolvido resolvida corrigido concluído concluída finalizado finalizada encerrado encerrada restabelecido normalizado fim",
        scheduled: "programado programada agendado agendada planejado planejada previsto aviso",
        cancelled: "cancelado cancelada adiado adiada",
        opening: "inicial abertura reportado",
        update: "atualização atualizado novidade informação",
        filler: "incidente o a os as é foi de do da em problema serviço manutenção",
        planned_work: &["manutenção", "programad", "agendad", "planejad", "migração"],
        unplanned: &[
            "não planejad",
            "não programad",
            "imprevist",
            "emergência",
            "emergencial",
        ],
        end_signs: &[
            "resolvid",
            "corrigid",
            "restabelecid",
            "concluíd",
            "finalizad",
            "normalizad",
            "voltou ao normal",
        ],
        not_yet: &["até ", "ainda não", "assim que"],
        duration: "duração",
        start: "início",
        end: "fim",
        units: ["minuto minutos", "hora horas", "dia dias"],
    },
    Language {
        months: "",
        short_months: &[],
        weekdays: "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日",
        particles: "",
        clock_words: "頃 ごろ 現在",
        investigating: "調査中 調査 原因調査中 確認中",
        identified: "原因特定 特定 原因判明 判明",
        monitoring: "監視中 監視 経過観察 経過観察中",
        verifying: "動作確認中 検証中",
        in_progress: "開始 対応中 作業中 実施中 メンテナンス中 メンテナンス開始",
        ended: "復旧 復旧済み 復旧済 復旧しました 解決 解決済み 解決しました 完了 完了しました 終了 終了しました 終報 最終報 解消 メンテナンス終了 メンテナンス完了 障害復旧",
        scheduled: "予定 告知 お知らせ 事前告知 メンテナンス予定",
        cancelled: "中止 延期",
        opening: "第一報 第1報 発生 障害発生 初報",
        update: "更新 追記 続報 第二報 第三報 第2報 第3報 経過",
        filler: "障害 メンテナンス",
        planned_work: &["メンテナンス", "定期保守", "計画停止", "保守作業"],
        unplanned: &["緊急", "臨時"],
        end_signs: &["復旧", "解決", "完了", "解消", "終了しました"],
        not_yet: &["まで", "復旧作業", "復旧次第", "未解決"],
        duration: "所要時間 期間",
        start: "開始日時 開始時刻 発生日時",
        end: "終了日時 終了時刻 復旧日時 から",
        units: ["分", "時間", "日間"],
    },
    Language {
        months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        short_months: &[],
        weekdays: "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        particles: "الساعة في يوم",
        clock_words: "بتوقيت",
        investigating: "التحقيق تحقيق التحري البحث",
        identified: "تحديد السبب",
        monitoring: "مراقبة المراقبة المتابعة",
        verifying: "الاختبار",
        in_progress: "بدأ بدأت بدء جارية جاري",
        ended: "الحل حل حلها انتهاء انتهى انتهت اكتمل اكتملت إصلاح الإصلاح استعادة مكتمل",
        scheduled: "مجدولة مجدول مخطط إعلان",
        cancelled: "إلغاء ألغيت تأجيل",
        opening: "أولي بلاغ",
        update: "تحديث التحديث معلومات",
        filler: "تم قيد من على المشكلة الخدمة الصيانة العطل مشكلة صيانة",
        planned_work: &["صيانة", "الصيانة", "مجدول"],
        unplanned: &["غير مخطط", "طارئ", "طارئة"],
        end_signs: &[
            "تم حل",
            "تم إصلاح",
            "تمت استعادة",
            "عادت الخدمة",
            "اكتملت",
            "انتهت",
        ],
        not_yet: &["حتى", "لم يتم"],
        duration: "المدة",
        start: "البداية",
        end: "النهاية",
        units: ["دقيقة دقائق", "ساعة ساعات", "يوم أيام"],
    },
];

/// Whether a word is in a list.
pub(super) fn has_word(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Whether any language has a word in one of its lists.
pub(super) fn any_language(word: &str, list: impl Fn(&Language) -> &'static str) -> bool {
    LANGUAGES
        .iter()
        .any(|language| has_word(list(language), word))
}

/// Whether a text in lower case has a part that one of the languages lists.
pub(super) fn has_part(text: &str, parts: impl Fn(&Language) -> &'static [&'static str]) -> bool {
    LANGUAGES
        .iter()
        .flat_map(parts)
        .any(|part| text.contains(part))
}

/// The number of a month by its name, or by its first letters.
pub(super) fn month_number(word: &str) -> Option<u32> {
    LANGUAGES.iter().find_map(|language| {
        let short = language.short_months.iter().find(|(name, _)| *name == word);
        let is_month =
            |month: &str| month == word || word.chars().count() >= 4 && month.starts_with(word);
        short.map(|(_, number)| *number).or_else(|| {
            let index = language.months.split_whitespace().position(is_month)?;
            u32::try_from(index + 1).ok()
        })
    })
}
