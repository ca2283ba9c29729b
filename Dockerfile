# Clematis in a container: docs/operating.md. `node scripts/try-container.mjs` does the same steps without a container engine.
FROM node:22-bookworm-slim AS build
# For SQLite where there is no ready-made binary for this machine.
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /clematis
COPY package.json package-lock.json ./
COPY packages/local-discord/package.json packages/local-discord/
RUN npm ci --omit=dev --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY commands commands
RUN node scripts/build.mjs bot

FROM node:22-bookworm-slim
ENV NODE_ENV=production LOG_FORMAT=json HTTP_PORT=8080
WORKDIR /clematis
# Where SQLite's file goes by default; everything else may be read-only.
RUN install -d -o node -g node var
COPY --from=build /clematis/node_modules node_modules
COPY --from=build /clematis/dist dist
COPY package.json ./
COPY data data
USER node
VOLUME ["/clematis/var"]
# It lives. Whether it serves is /readyz: a bot that rightly waits for another is no reason to restart it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# node itself, so that SIGTERM reaches the bot.
CMD ["node", "dist/src/main.js"]
