// Reads calendars with ical.js and tells their dates. In: JSON lines {name, calendar, from, to} (times in ms). Out: a
// JSON line for each: {name, dates: [{uid, start, end, allDay, status, sequence, summary}], problem}.
import readline from 'node:readline'
import ICAL from 'ical.js'

const most = 20000

function day(t) {
  return `${t.year}-${String(t.month).padStart(2, '0')}-${String(t.day).padStart(2, '0')}`
}

function read({ calendar, from, to }) {
  const root = new ICAL.Component(ICAL.parse(calendar))
  ICAL.TimezoneService.reset()
  for (const zone of root.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  }
  const events = root.getAllSubcomponents('vevent')
  for (const event of events) {
    for (const property of event.getAllProperties()) {
      const tzid = property.getParameter('tzid')
      if (tzid && !ICAL.TimezoneService.has(tzid)) throw new Error(`no VTIMEZONE ${tzid}`)
    }
  }
  const dates = []
  for (const master of events.filter((e) => !e.hasProperty('recurrence-id'))) {
    const uid = master.getFirstPropertyValue('uid')
    const exceptions = events.filter((e) => e.hasProperty('recurrence-id') && e.getFirstPropertyValue('uid') === uid)
    const event = new ICAL.Event(master, { exceptions, strictExceptions: true })
    const lastMoved = Math.max(0, ...exceptions.map((e) => new ICAL.Event(e).recurrenceId.toJSDate().getTime()))
    const iterator = event.iterator()
    for (let n = 0, next = iterator.next(); next && n < most; next = iterator.next(), n++) {
      if (next.toJSDate().getTime() > Math.max(to, lastMoved) + 86400000) break
      const { item, startDate, endDate } = event.getOccurrenceDetails(next)
      const start = startDate.toJSDate().getTime()
      const end = endDate.toJSDate().getTime()
      const allDay = startDate.isDate
      if (!allDay && !(start < to && (end > from || start >= from))) continue
      dates.push({
        uid, allDay, status: item.component.getFirstPropertyValue('status'), summary: item.summary, sequence: item.sequence,
        start: allDay ? day(startDate) : new Date(start).toISOString(), end: allDay ? day(endDate) : new Date(end).toISOString(),
      })
    }
  }
  return dates
}

for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const question = JSON.parse(line)
  try {
    console.log(JSON.stringify({ name: question.name, dates: read(question) }))
  } catch (error) {
    console.log(JSON.stringify({ name: question.name, problem: String(error.stack || error) }))
  }
}
