import type { types } from '@slack/bolt'
import type { Card } from '../../core/card.ts'
import { plain } from '../../core/plain.ts'
import { cardOf, type Told } from '../../core/told.ts'
import type { Api } from './api.ts'
import { plainText } from './choices.ts'
import type { Look } from './inline.ts'
import { limits } from './limits.ts'
import { writeMeta } from './meta.ts'
import { errorsOf, modalOf } from './modal.ts'
import type { Received } from './received.ts'
import { renderView } from './render.ts'

/** What an acknowledgement of a submitted form may carry. */
type Body = Record<string, unknown>

/** Opens, changes and stacks modals. */
export function createWindows({ api, look }: { api: Api; look(): Look }) {
  function cardView(card: Card, { reply }: Pick<Received, 'reply'>): types.ModalView {
    const on = look()
    const t = on.words.t(card.for?.locale ?? on.locale)
    return {
      type: 'modal',
      title: plainText(plain(t('slack.window')), limits.title),
      close: plainText(plain(t('slack.close')), limits.title),
      private_metadata: writeMeta({ reply }),
      blocks: renderView(card, on),
    }
  }

  const viewOf = (told: Exclude<Told, { shown: true }>, received: Received): types.ModalView =>
    'form' in told
      ? modalOf(told.form, { look: look(), meta: received.reply })
      : cardView(cardOf(told, look()), received)

  async function did(method: string, args: Body): Promise<boolean> {
    const answered = await api.call(method, args)
    // What came in twice finds its trigger used: the first one opened what there was to open.
    return 'ok' in answered || ('error' in answered && answered.error === 'exchanged_trigger_id')
  }

  return {
    /**
     * Shows what came of something in a modal, where that is the place for it: a form always, a card for whoever is
     * in a modal, in Home or came from the shortcuts' menu. `young`: its trigger can still open one. Answers whether
     * it is shown.
     */
    async show(received: Received, told: Exclude<Told, { shown: true }>, young: boolean): Promise<boolean> {
      const { reply, surface, third, trigger } = received
      const elsewhere = reply.channel !== undefined || reply.url !== undefined
      if (surface === 'form') {
        if (elsewhere || reply.view === undefined) return false
        return did('views.update', { view_id: reply.view, view: viewOf(told, received) })
      }
      const isWindow = surface === 'window' || (surface === 'shortcut' && !elsewhere)
      if (!('form' in told) && !isWindow) return false
      const view = viewOf(told, received)
      if (trigger !== undefined && young && !third) {
        const method = reply.view === undefined ? 'views.open' : 'views.push'
        if (await did(method, { trigger_id: trigger, view })) return true
      }
      // One that was closed meanwhile shows nothing.
      return reply.view !== undefined && did('views.update', { view_id: reply.view, view })
    },

    /** The acknowledgement of a form that is being done, where its modal is the only place for the answer. */
    waiting(received: Received): Body | undefined {
      if (received.reply.channel !== undefined || received.reply.url !== undefined) return undefined
      const { words, locale } = look()
      return { response_action: 'update', view: cardView({ text: words.t(locale)('slack.still') }, received) }
    },

    /** The acknowledgement of a form that was refused. */
    refused: (card: Card, received: Received): Body => ({
      response_action: 'update',
      view: cardView(card, received),
    }),

    /** The acknowledgement of a form with something wrong in it: said at its fields, as far as they show. */
    corrected(told: Extract<Told, { form: unknown }>, received: Received): Body {
      const errors = errorsOf(told.form, received.asked ?? [], look())
      return errors === undefined
        ? { response_action: 'update', view: viewOf(told, received) }
        : { response_action: 'errors', errors }
    },
  }
}

export type Windows = ReturnType<typeof createWindows>
