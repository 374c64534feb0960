# The desk, then the binary, then nothing but the binary.
FROM node:20-bookworm-slim AS ui
WORKDIR /src/admin-ui
COPY admin-ui/package.json admin-ui/package-lock.json admin-ui/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY admin-ui ./
RUN npm run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=ui /src/admin-ui/dist admin-ui/dist
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /lotse ./cmd/lotse

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/lotse --create-home lotse
COPY --from=build /lotse /usr/local/bin/lotse
USER lotse
ENV LOTSE_DATA_DIR=/var/lib/lotse LOTSE_LISTEN=0.0.0.0:8080 LOTSE_LOG=json:info
VOLUME /var/lib/lotse
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s CMD ["/usr/local/bin/lotse", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/lotse"]
CMD ["serve"]
