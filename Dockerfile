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
# Not through npm: the signals that end a container must reach Vigie itself.
CMD ["node", "src/main.ts"]
