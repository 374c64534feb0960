package large

import (
	"math/rand/v2"
	"strings"
)

// vocabulary is what texts of a language are made of. Words are beginnings and endings, in every combination, in the
// order of their frequency.
type vocabulary struct {
	words []string
	// common are the small words between them.
	common []string
}

// parts of the words of each language. Not prose: what counts is how many different words there are, how often
// each is used, and how they are written.
var parts = map[string]struct{ begins, ends, common string }{
	"de": {
		"Sprach Deutsch Integrations Familien Kinder Jugend Frauen Senioren Gesundheits Wohnungs Arbeits Berufs Bildungs Rechts Asyl Aufenthalts Schul Kita Behörden Migrations Flüchtlings Ehrenamts Sport Musik Näh Koch Garten Fahrrad Computer Bewerbungs Schulden Sozial Verbraucher Sucht Trauma Eltern Mütter Väter Nachbarschafts Stadtteil Markt Abend Wochenend Ferien Sommer Winter Erst Alpha Einbürgerungs Pflege",
		"kurs beratung treff gruppe stelle hilfe angebot büro zentrum café werkstatt begleitung unterricht training gespräch sprechstunde erlaubnis antrag nachweis prüfung schein vermittlung förderung vorbereitung anmeldung kasse amt verein projekt netzwerk tag abend woche programm feier fest schule haus raum platz",
		"und für mit in der die das von zu bei wir sie ihnen ist sind werden können auch nach am an auf ohne jede alle",
	},
	"de-simple": {
		"Sprach Deutsch Familien Kinder Frauen Arbeits Schul Rechts Wohn Sport Koch Eltern Hilfe Amt",
		"kurs hilfe gruppe treff stelle haus tag amt geld papier fest spiel",
		"und für mit in der die das wir sie ist sind es gibt hier",
	},
	"en": {
		"language German integration family child youth women senior health housing work career education legal asylum residence school nursery migration refugee volunteer sport music sewing cooking garden bicycle computer application debt social consumer parent neighbour district market evening weekend holiday summer winter citizen care",
		"course advice meeting group office help offer centre café workshop support lesson training talk hour permit form proof exam certificate service grant preparation registration fund association project network day week programme party school house room place",
		"and for with in the of to at we you are is can also after on without every all",
	},
	"ar": {
		"دورة استشارة لقاء مجموعة مكتب مساعدة مركز مقهى ورشة مرافقة درس تدريب حديث تصريح طلب إثبات امتحان شهادة خدمة دعم تحضير تسجيل جمعية مشروع شبكة يوم أسبوع برنامج حفلة مدرسة بيت غرفة مكان",
		"ات ية ين ها نا كم هم ة",
		"و في من إلى على مع عن هذا هذه كل بعد قبل أو لا",
	},
	"fa": {
		"دوره مشاوره دیدار گروه دفتر کمک مرکز کارگاه همراهی درس آموزش گفتگو اجازه درخواست مدرک آزمون گواهی خدمات پشتیبانی آمادگی ثبت\u200cنام انجمن پروژه شبکه روز هفته برنامه جشن مدرسه خانه اتاق جا",
		"ها های ی مان تان شان ای",
		"و در از به با برای این آن هر بعد قبل یا",
	},
	"uk": {
		"курс консультація зустріч група бюро допомога центр кафе майстерня супровід урок тренінг розмова дозвіл заява довідка іспит сертифікат послуга підтримка підготовка реєстрація товариство проект мережа день тиждень програма свято школа дім кімната місце",
		"и ів ам ами ах ою ний ська",
		"і в на з для до від ми ви є можна також після кожен усі",
	},
	"ru": {
		"курс консультация встреча группа бюро помощь центр кафе мастерская сопровождение урок тренинг беседа разрешение заявление справка экзамен сертификат услуга поддержка подготовка регистрация общество проект сеть день неделя программа праздник школа дом комната место",
		"ы ов ам ами ах ой ный ская",
		"и в на с для до от мы вы есть можно также после каждый все",
	},
	"fr": {
		"cours conseil rencontre groupe bureau aide centre atelier accompagnement leçon formation entretien permis demande preuve examen certificat service soutien préparation inscription association projet réseau jour semaine programme fête école maison salle lieu santé logement travail",
		"s ement ion euse eux ant ité aire",
		"et pour avec dans le la les de à chez nous vous est sont peut aussi après chaque tous",
	},
	"es": {
		"curso consejo encuentro grupo oficina ayuda centro taller apoyo lección formación conversación permiso solicitud prueba examen certificado servicio preparación inscripción asociación proyecto red día semana programa fiesta escuela casa sala lugar salud vivienda trabajo",
		"s mente ción ero era ante idad ista",
		"y para con en el la los de a nosotros usted es son puede también después cada todos",
	},
}

func newVocabularies() map[string]*vocabulary {
	all := map[string]*vocabulary{}
	for locale, p := range parts {
		v := &vocabulary{common: strings.Fields(p.common)}
		begins, ends := strings.Fields(p.begins), strings.Fields(p.ends)
		v.words = append(v.words, begins...)
		// Diagonals: every beginning and every ending is used by frequent words and by rare ones.
		for d := range len(begins) * len(ends) {
			v.words = append(v.words, begins[d%len(begins)]+ends[(d+d/len(begins))%len(ends)])
		}
		all[locale] = v
	}
	return all
}

// word takes one by its frequency: the few first are in half of what is said, most are rare.
func (v *vocabulary) word(r *rand.Rand) string {
	x := r.Float64()
	return v.words[int(x*x*x*float64(len(v.words)))]
}

// sentence is about n words.
func (v *vocabulary) sentence(b *strings.Builder, r *rand.Rand, n int) {
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		if i%2 == 1 {
			b.WriteString(v.common[r.IntN(len(v.common))])
		} else {
			b.WriteString(v.word(r))
		}
	}
	b.WriteByte('.')
}

// text is paragraphs of together about n bytes.
func (v *vocabulary) text(r *rand.Rand, n int) string {
	var b strings.Builder
	b.Grow(n + 200)
	for b.Len() < n {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		for range 3 {
			v.sentence(&b, r, 7+r.IntN(8))
			b.WriteByte(' ')
		}
		v.sentence(&b, r, 6)
	}
	return b.String()
}

// line is one sentence without its point.
func (v *vocabulary) line(r *rand.Rand, n int) string {
	var b strings.Builder
	v.sentence(&b, r, n)
	return strings.TrimSuffix(b.String(), ".")
}
