/** Every word of the widget. A page may give its own. */
export const TEXTS = {
  title: "Chat",
  open: "Open the chat",
  close: "Close the chat",
  message: "Message",
  placeholder: "Write a message…",
  send: "Send",
  log: "Conversation",
  choices: "Answers to choose from",
  day: "Day",
  firstDay: "From",
  lastDay: "To",
  choose: "Choose",
  typing: "An answer is being written",
  connecting: "Connecting…",
  lost: "No connection. Trying again…",
  failed: "Not delivered",
  ended: "The conversation has ended.",
  handedOver: "You are being handed over.",
  restart: "Start again",
  unavailable: "The chat is not available now.",
  you: "You said",
  unread: "new messages",
};

export type Texts = typeof TEXTS;
