FROM node:26-slim

ENV NODE_ENV=production
WORKDIR /vigie

COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

COPY config ./config
COPY commands ./commands
COPY src ./src

# Everything Vigie keeps is in one folder: mount a volume there and back that up.
RUN mkdir data && chown node:node data
VOLUME /vigie/data

USER node

# Health, and in http mode what Slack sends.
ENV PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# Not through npm: the signals that end a container must reach Vigie itself.
CMD ["node", "src/main.ts"]
