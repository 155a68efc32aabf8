// The method that changes the buttons under a message, and nothing else of it.
import { badRequest } from './refusal.ts';
import { json, number } from './request.ts';
import type { Method } from './sending.ts';
import type { Button } from './world.ts';

export const keyboardMethods: Record<string, Method> = {
  editMessageReplyMarkup(world, bot, params) {
    const chat = world.chatFor(bot, number(params, 'chat_id'));
    const message = chat.messages.find((one) => one.id === number(params, 'message_id'));
    if (!message) throw badRequest('message to edit not found');
    if (message.from.id !== bot.user.id) throw badRequest("message can't be edited");
    const markup = json(params, 'reply_markup') as { inline_keyboard?: Button[][] } | undefined;
    const buttons = (markup?.inline_keyboard ?? []).filter((row) => row.length > 0);
    if (buttons.flat().some((one) => Buffer.byteLength(one.callback_data ?? '') > 64)) {
      throw badRequest('BUTTON_DATA_INVALID');
    }
    if (JSON.stringify(buttons) === JSON.stringify(message.buttons)) {
      throw badRequest('message is not modified');
    }
    message.buttons = buttons;
    world.changes.changed();
    return true;
  },
};
