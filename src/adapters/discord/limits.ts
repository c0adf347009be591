/** The limits of Discord that a card can meet, in characters as JavaScript counts them. */
export const limits = {
  /** Of a classic message: its text, and rows of things to press. */
  content: 2000,
  rows: 5,
  /** Of a message of components: all of its text, and all of its components, however deep. */
  text: 4000,
  components: 40,
  /** What one row holds, and one card however many rows it has. */
  row: 5,
  buttons: 25,
  label: 80,
  placeholder: 150,
  option: 100,
  options: 25,
  id: 100,
  /** Discord has no limit of its own for an address in a text. */
  address: 1000,
  /** What one message mentions: fewer than Discord allows, since each takes room. */
  mentions: 25,
} as const
