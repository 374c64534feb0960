package xliff

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"lotse/internal/segment"
)

// large are files whose size may only make them slow in proportion: size is in units of about 40 KB.
var large = map[string]func(size int) string{
	"one text": func(n int) string {
		return file12(`<trans-unit id="u"><source>` + strings.Repeat("Wort &amp; ", n*4000) + `</source></trans-unit>`)
	},
	"white space": func(n int) string {
		return file12("<trans-unit id=\"u\"><source>" + strings.Repeat("a \n", n*13_000) + `</source></trans-unit>`)
	},
	"codes": func(n int) string {
		return file12(`<trans-unit id="u"><source>` + numbered(`<x id="%d" ctype="lb"/>`, n*1500) + `</source><target>` + numbered(`<x id="%d"/>`, n*1500) + `</target></trans-unit>`)
	},
	"open codes": func(n int) string {
		return file12(`<trans-unit id="u"><source>` + numbered(`<bx id="%d" ctype="bold"/>`, n*1300) + numbered(`<ex id="%d"/>`, n*1300) + `</source></trans-unit>`)
	},
	"links": func(n int) string {
		return file21(`<unit id="u"><originalData>` + numbered(`<data id="d%d">x</data>`, n*700) + `</originalData><segment><source>` + numbered(`<sc id="%d" type="link" dataRef="d1"/>`, n*700) + `</source></segment></unit>`)
	},
	"comments": func(n int) string {
		return file12(`<trans-unit id="u"><source>` + strings.Repeat("a<!---->", n*5000) + `</source></trans-unit>`)
	},
	"segments": func(n int) string {
		return file21(`<unit id="u">` + strings.Repeat(`<segment><source>a</source><target>b</target></segment>`, n*700) + `</unit>`)
	},
	"segments of 1.2": func(n int) string {
		return file12(`<trans-unit id="u"><source>a</source><seg-source>` + numbered(`<mrk mtype="seg" mid="%d">a</mrk>`, n*500) + `</seg-source><target>` + numbered(`<mrk mtype="seg" mid="%d">a</mrk>`, n*500) + `</target></trans-unit>`)
	},
	"units": func(n int) string {
		return file21(numbered(`<unit id="u%d"><segment><source>a</source></segment></unit>`, n*800))
	},
	"bad units": func(n int) string { return file21(strings.Repeat(`<unit id="u"><segment/></unit>`, n*1300)) },
	"files": func(n int) string {
		return `<xliff version="1.2" xmlns="` + namespace12 + `">` + strings.Repeat(`<file original="a"/>`, n*2000) + `</xliff>`
	},
	"open quotes": func(n int) string { return file12(strings.Repeat(`<a b="`, n*7000)) },
	"namespaces": func(n int) string {
		return file12(strings.Repeat(`<a xmlns:b="c" xmlns:d="e">`, 50) + strings.Repeat(`<b:x/>`, n*7000) + strings.Repeat(`</a>`, 50))
	},
	"id of escapes": func(n int) string {
		return file21(`<unit id="` + strings.Repeat(":2f:", n*10_000) + `"><segment><source>a</source></segment></unit>`)
	},
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1)
	}
	return b.String()
}

var wide = Limits{Text: 64 << 20, Parts: 64 << 20, Units: 64 << 20, Bytes: 64 << 20}

// Sixteen times the file takes about sixteen times the time of the processor, never its square.
func TestTimeGrowsWithTheSizeOnly(t *testing.T) {
	for name, file := range large {
		cost := func(size int) (time.Duration, uint64) {
			data := file(size)
			best := time.Hour
			var before, after runtime.MemStats
			for range 2 {
				runtime.GC()
				runtime.ReadMemStats(&before)
				start := processor(t)
				_, _, _ = Read(strings.NewReader(data), wide)
				best = min(best, processor(t)-start)
				runtime.ReadMemStats(&after)
			}
			return max(best, time.Millisecond), after.TotalAlloc - before.TotalAlloc
		}
		smallTime, smallMemory := cost(2)
		largeTime, largeMemory := cost(32)
		t.Logf("%s: %v and %v, %d and %d KB", name, smallTime, largeTime, smallMemory>>10, largeMemory>>10)
		if largeTime > 100*smallTime {
			t.Errorf("%s: %v, and %v for sixteen times as much", name, smallTime, largeTime)
		}
		if largeMemory > 40*smallMemory {
			t.Errorf("%s: %d bytes, and %d for sixteen times as much", name, smallMemory, largeMemory)
		}
	}
}

// processor is the time that the processor has spent on this process; the clock would count what else the machine does.
func processor(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// The two extremes: 5 MB in one unit, and a hundred thousand units, there and back.
func TestLargeFiles(t *testing.T) {
	one := Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{Original: "e", Units: []Unit{
		{ID: "u", Source: segment.PlainText(strings.Repeat("Wörter & ", 520_000)), Target: strings.Repeat("words ", 1000), State: Translated, Translate: true}}}}}
	many := Document{SourceLocale: "de", TargetLocale: "en", Files: []File{{Original: "e"}}}
	for i := range 100_000 {
		many.Files[0].Units = append(many.Files[0].Units, Unit{ID: fmt.Sprint("body/", i), Source: segment.PlainText("Ein Satz."), Target: "A sentence.", State: Translated, Translate: true})
	}
	for version, doc := range map[string]Document{"1.2": one, "2.1": many} {
		write := writers[version]
		start := processor(t)
		file := written(t, write, doc)
		wrote := processor(t) - start
		got, problems, err := Read(strings.NewReader(file), Limits{Text: 8 << 20})
		t.Logf("%s: %d KB, written in %v, read in %v", version, len(file)>>10, wrote, processor(t)-start-wrote)
		if err != nil || len(problems) > 0 || len(got.Files[0].Units) != len(doc.Files[0].Units) || written(t, write, got) != file {
			t.Errorf("%s: %v, %d problems", version, err, len(problems))
		}
	}
	if got := codeOf(t, written(t, Write12, one), Limits{}); got != TextTooLong {
		t.Errorf("5 MB in one text by the standard limits: %q", got)
	}
}
