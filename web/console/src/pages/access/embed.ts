/** The code that puts an application's chat on a page; the script stands beside the chat's socket. */
export function embedCode(chatUrl: string, token: string): string {
  const script = chatUrl.replace(/^ws/, "http").replace(/\/chat\/ws\/.*$/, "/widget/widget.js");
  return `<script src="${script}"\n        data-token="${token}"></script>`;
}
