// Entry of the chat widget: the one script that a shop puts on its page.
export {};
