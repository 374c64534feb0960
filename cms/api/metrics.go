package api

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics measures requests, and asks the pool, River's tables and the feed when somebody looks.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	// known are the measures of requests that were seen before: looking them up by labels costs more. It is copied
	// when it grows, which ends soon: there are as many as routes and statuses.
	known   atomic.Pointer[map[measure]prometheus.Observer]
	growing sync.Mutex
}

// measure is what requests are told apart by.
type measure struct {
	method, route string
	status        int
}

// NewMetrics makes the measures of a server.
func NewMetrics(pool *pgxpool.Pool, log *slog.Logger) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "lotse_http_request_duration_seconds", Help: "Duration of requests by route.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"method", "route", "status"}),
	}
	m.registry.MustRegister(m.requests, &databaseMetrics{pool: pool, log: log},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler answers on the metrics address (LOTSE_METRICS_LISTEN).
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Register adds measures of other parts of the program.
func (m *Metrics) Register(c ...prometheus.Collector) error {
	for _, one := range c {
		if err := m.registry.Register(one); err != nil {
			return err
		}
	}
	return nil
}

// Observe notes one request. Requests without a route are one line, or anybody could make lines.
func (m *Metrics) Observe(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
	default:
		method = "other"
	}
	m.observer(measure{method, route, status}).Observe(took.Seconds())
}

func (m *Metrics) observer(of measure) prometheus.Observer {
	if known := m.known.Load(); known != nil {
		if o, ok := (*known)[of]; ok {
			return o
		}
	}
	m.growing.Lock()
	defer m.growing.Unlock()
	next := map[measure]prometheus.Observer{}
	if known := m.known.Load(); known != nil {
		maps.Copy(next, *known)
	}
	o := m.requests.WithLabelValues(of.method, of.route, strconv.Itoa(of.status))
	next[of] = o
	m.known.Store(&next)
	return o
}

// databaseMetrics asks when somebody looks.
type databaseMetrics struct {
	pool *pgxpool.Pool
	log  *slog.Logger
}

var (
	poolConnections = prometheus.NewDesc("lotse_pool_connections", "Connections to PostgreSQL.", []string{"state"}, nil)
	poolWaits       = prometheus.NewDesc("lotse_pool_waits_total", "Times that a connection had to be waited for.", nil, nil)
	poolWaitSeconds = prometheus.NewDesc("lotse_pool_wait_seconds_total", "Time spent waiting for a connection.", nil, nil)
	backgroundJobs  = prometheus.NewDesc("lotse_background_jobs", "Background jobs that are not finished.", []string{"queue", "state"}, nil)
	feedLagSeconds  = prometheus.NewDesc("lotse_feed_lag_seconds", "Age of the open write transaction in the cluster that holds the change feed back; 0: none does.", nil, nil)
)

// Describe names the measures.
func (d *databaseMetrics) Describe(to chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{poolConnections, poolWaits, poolWaitSeconds, backgroundJobs, feedLagSeconds} {
		to <- one
	}
}

// Collect asks for the values; what cannot be had is left out.
func (d *databaseMetrics) Collect(to chan<- prometheus.Metric) {
	stat := d.pool.Stat()
	gauge := func(desc *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, v, labels...)
	}
	gauge(poolConnections, float64(stat.AcquiredConns()), "used")
	gauge(poolConnections, float64(stat.IdleConns()), "idle")
	gauge(poolConnections, float64(stat.MaxConns()), "max")
	to <- prometheus.MustNewConstMetric(poolWaits, prometheus.CounterValue, float64(stat.EmptyAcquireCount()))
	to <- prometheus.MustNewConstMetric(poolWaitSeconds, prometheus.CounterValue, stat.EmptyAcquireWaitTime().Seconds())

	ctx, cancel := context.WithTimeout(context.Background(), longestProbe)
	defer cancel()
	lag, _, err := lagOfFeed(ctx, d.pool)
	if err == nil {
		gauge(feedLagSeconds, lag.Seconds())
		err = d.jobs(ctx, gauge)
	}
	if err != nil {
		d.log.Error("measure the database", "error", err.Error())
	}
}

const sqlUnfinishedJobs = `
select queue, state::text, count(*)
from river.river_job
where state in ('available', 'pending', 'retryable', 'running', 'scheduled')
group by queue, state`

func (d *databaseMetrics) jobs(ctx context.Context, gauge func(*prometheus.Desc, float64, ...string)) error {
	rows, err := d.pool.Query(ctx, sqlUnfinishedJobs)
	if err != nil {
		return err
	}
	var queue, state string
	var n int64
	_, err = pgx.ForEachRow(rows, []any{&queue, &state, &n}, func() error {
		gauge(backgroundJobs, float64(n), queue, state)
		return nil
	})
	return err
}
