#include "emitter/platform/api/v3/resources/sending/message_calls.h"

#include "emitter/platform/account/operations/contacts/mails.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/sending/message_rows.h"

#include <utility>

namespace hookline {
namespace {

void set_sent_message(Message& message, const SentAttributes& sent) {
  for (const char* name : {"fromemail", "reply2"})
    if (const auto address = sent.text(name); address && !is_email(*address))
      sent.refuse(name, "It is no e-mail address.");
  sent.take_text("fromname", message.from_name);
  sent.take_text("fromemail", message.from_email);
  sent.take_text("reply2", message.reply_to);
  sent.take_text("subject", message.subject);
  sent.take_text("preheader_text", message.preheader);
  sent.take_text("text", message.text);
  sent.take_text("html", message.html);
  message.name = sent.text("name").value_or(message.subject);
}

Answer create_message(const V3Call& call) {
  const SentAttributes sent = call.sent("message");
  for (const char* name : {"fromname", "fromemail", "reply2"}) sent.required_text(name);
  Message message;
  set_sent_message(message, sent);
  return created_answer(call, kMessages, sent,
                        [&](AccountDraft& draft) { return put_message(draft, message); });
}

/// Throws V3Error of 404.
template <class Tables>
Message named_message(const V3Call& call, const Tables& tables) {
  const auto message = message_with(tables, call.id());
  if (!message) throw no_result(kMessages.class_name, call.id());
  return *message;
}

Answer change_message(const V3Call& call) {
  const SentAttributes sent = call.sent("message");
  std::shared_ptr<const Message> changed;
  return v3_answer(
      200, call.platform().perform(
               V3Call::cause(),
               [&](AccountDraft& draft) {
                 Message message = named_message(call, draft);
                 set_sent_message(message, sent);
                 changed = put_message(draft, std::move(message));
               },
               [&](const Platform::View& view, const Platform::Performed&) {
                 return VendorJson{
                     {"message", row_of(kMessages.row, *changed, call.context(view), sent.json())}};
               }));
}

Answer list_messages(const V3Call& call) {
  return list_answer(call, kMessages, messages_of);
}

Answer read_message(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const Message message = named_message(call, view.account);
    return VendorJson{{"message", row_of(kMessages.row, message, call.context(view))}};
  }));
}

Answer remove_message(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    forget_message(draft, named_message(call, draft).id);
  });
  return v3_answer(200, VendorJson::object());
}

}  // namespace

std::span<const V3Route> message_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/messages", create_message},        {"GET", "/messages", list_messages},
      {"GET", "/messages/{id}", read_message},      {"PUT", "/messages/{id}", change_message},
      {"DELETE", "/messages/{id}", remove_message},
  };
  return kRoutes;
}

}  // namespace hookline
