/**
 * What is read on Slack in the story of EXAMPLES, in English, with times and dates as Slack writes them for a reader in
 * Paris, and what is typed, pressed or filled in there.
 */
export const en = {
  resolve: 'Resolve',
  ask: 'Ask',
  answer: 'Answer',
  done: 'Done',
  posted: 'Posted',
  later: 'Later',
  skip: 'Skip this one',
  save: 'Save',
  wanted: 'Advice wanted · INC-212',
  pressWanted: 'Advice wanted · INC-214',
  resolving: { reason: 'content removed', accounts: '43' },
  question: { why: 'Our rules say nothing about DMs. A 7-day timeout?' },
  answering: {
    text: "Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. Tell @otter we've acted, without details. Thanks for keeping the screenshots.",
    task: 'time out for 24 h, tell @otter',
    what: 'what next?',
  },
  onIt: '/incident on-it 214 until:08:30',
  spam: `
INC-211 · spam · high · logged 02:06
12 accounts banned so far. You have it.
[Resolve] [Add evidence] [Ask] [Undo]`,
  resolved: `
INC-211 · spam · high · resolved 02:41
43 accounts banned. Closed as: content removed.
[Undo]`,
  spamCard: `
INC-211 · Spam · high severity · RESOLVED
Gift links in #general
Happened: 02:04, Slack
Logged: 02:06 by @mod_est
Done: 43 accounts banned
Resolved: 02:41 by @mod_est, content removed
02:41 @mod_est: resolved, content removed, 43 accounts banned.
02:06 @mod_est: logged, 12 accounts banned.
[Note] [Reopen]`,
  harassment: `
@nightowl · 3 incidents in 90 days
INC-190 mediated (19 February)
INC-167 warned (22 January)
INC-131 warned (18 December)

INC-212 · harassment · high · logged 02:52
You have it.
[Resolve] [Add evidence] [Ask] [Undo]`,
  asked: `
INC-212 · level 2 · asked at 02:58
@head_comm: first answer expected by 03:28.
No answer by then: the backup, @cm_relief, until 03:58.
After that: level 3, @director.
[Add details] [Take it back] [Open INC-212]`,
  reminded: `
INC-212: @mod_est has been waiting since 02:58. An answer is expected from @head_comm by 03:28.
[Answer] [On it]`,
  backup: `
Advice wanted · INC-212 · harassment · level 2 · by 03:58
@cm_relief, @mod_est has been waiting since 02:58 (Slack):
"Our rules say nothing about DMs. A 7-day timeout?"
@nightowl: 3 incidents in 90 days (mediated, warned twice)
Done so far: nothing in public, 4 screenshots attached
@head_comm: asked 02:58, reminded 03:13, no answer
No answer by 03:58: level 3, @director
[Answer] [On it] [Ask for details] [Pass to level 3]`,
  answered: `
The answer to your question on INC-212
@cm_relief, 03:41: "Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. Tell @otter we've acted, without details. Thanks for keeping the screenshots."
Over to you: time out for 24 h, tell @otter.
The incident stays open; @cm_day picks it up in the morning.
[Done] [Reply to @cm_relief] [Open INC-212]`,
  doneLine: 'Done by @mod_est at 03:45.',
  assign: '/incident assign 212 @cm_day',
  card: `
INC-212 · Harassment · high severity · IN PROGRESS
@nightowl writes to @otter again, in private, despite February's mediation
Reported: @nightowl · 3 incidents in 90 days
• INC-190 mediated (19 February)
• INC-167 warned (22 January)
• INC-131 warned (18 December)
Affected: @otter
Happened: 02:49, Discord private messages
Logged: 02:52 by @mod_est
Evidence: 4 screenshots provided by @otter, team only
Owner: @cm_day (assigned by @mod_est at 03:46)
Due: 09:30, what next?
03:46 @mod_est: assigned to @cm_day.
03:45 @mod_est: time out for 24 h, tell @otter.
03:41 @cm_relief: answered the level 2 question.
+4 steps in the thread · /vigie incident show INC-212 all:yes
[Note] [Add evidence] [Ask] [I'll take it] [Resolve]`,
  press: `
Advice wanted · INC-214 · press · level 3 · by 07:55
@director, @mod_est has been waiting since 07:40 (Slack):
"Who answers the journalist, and with which words?"
Done so far: nothing in public
No answer by 07:55: level 4, @head_comm, @director
[Answer] [On it] [Ask for details] [Pass to level 4]`,
  pressOnIt: `
On it · INC-214 · press · level 3 · until 08:30
@director has been on it since 07:52. @mod_est has been waiting since 07:40 (Slack):
"Who answers the journalist, and with which words?"
Done so far: nothing in public
No answer by 08:30: asked again
[Answer] [On it] [Ask for details] [Pass to level 4]`,
  digest: `
🔴 RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
3 things wait for you, the first at 08:30.
TO DECIDE
1. INC-214 · press · critical · by 08:30
@director has been on it since 07:52. Until then nobody replies to the post.
2. INC-212 · harassment · high · by 09:30
@nightowl towards @otter, 4th incident in 90 days. @cm_relief answered at 03:41: time out for 24 h, tell @otter. What next?
3. INC-213 · @mod_est asks (04:20) · by 13:00
"May we pass on a competitor's giveaway?"
OVERNIGHT
INC-211 · spam, 02:04 to 02:41 · 43 accounts banned · resolved
Since yesterday 08:00: 6 opened, 4 resolved. Open now: 6.
TODAY
10:00 Instagram · Behind the show · @cm_junior · ready
12:30 LinkedIn · Job of the week · you · ready
17:00 X · Reminder of the live · @cm_junior · scheduled
18:30 Discord · Live Q&A · @mod_south · ready
20:00 · Photo contest closes · you · scheduled
Not confirmed: yesterday 18:00, X, Wednesday poll (@cm_junior)
KEEP AN EYE ON
INC-198 is 9 days old (@mod_west) · INC-207 has no owner
24 h: 6 incidents (average 1) · first answer 19 min (25)
Content done: 4 of 5 · late answers: 1 (INC-212)
TOMORROW 2 posts ready · gaps: Tue 16, Mon 22
[Open INC-214] [Decide INC-212] [Answer @mod_est]`,
  notification: `
RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
3 things wait for you, the first at 08:30.`,
  manager: `
🔴 RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges (07:30).
You have been on it since 07:52 (INC-214), answer promised for 08:30.
To decide: "Who answers the journalist, and with which words?"
Overnight: spam contained in 37 min, 43 accounts banned (INC-211).
One harassment case (INC-212): next step at 09:30.
24 h: 6 incidents (average 1), 4 resolved, 6 open, 2 of them serious.
First answer to moderators: 19 min (average 25), 1 late.
Content: 4 of 5 done yesterday, 4 planned today.
[Answer] [See INC-214]`,
  scheduleInTeam: '/digest schedule 08:00 audience:cm place:#team',
  home: `
🔴 RED · Thursday 11 March, 07:52
Press: a journalist has picked up the double charges.
3 things wait for you, the first at 08:30.`,
  fired: `
12:30 · LinkedIn · to post now
Job of the week: customer support, two openings
Campaign Hiring · text and picture: link
Every Thursday at 12:30 · next: Thursday 18 March · R31
[Posted] [Later] [Skip this one]`,
  laters: ['15 min (12:45)', '1 h (13:30)', 'next working morning (Fri 12 March, 09:00)', 'choose'],
  published: `
Posted at 12:34 by @cm_day · LinkedIn · Job of the week · R31
Next: Thursday 18 March, 12:30
[Add the post's link] [Undo]`,
  quarter: '15 min (10:15)',
} as const
