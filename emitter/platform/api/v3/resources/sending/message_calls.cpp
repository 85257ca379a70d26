#include "emitter/platform/api/v3/resources/sending/message_calls.h"

#include "emitter/platform/account/operations/contacts/mails.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/sending/message_rows.h"

#include <utility>

namespace hookline {
namespace {

void take_sent(std::string& into, const SentAttributes& sent, std::string_view name) {
  if (auto text = sent.text(name)) into = std::move(*text);
}

void set_sent_message(Message& message, const SentAttributes& sent) {
  for (const char* name : {"fromemail", "reply2"})
    if (const auto address = sent.text(name); address && !is_email(*address))
      sent.refuse(name, "It is no e-mail address.");
  take_sent(message.from_name, sent, "fromname");
  take_sent(message.from_email, sent, "fromemail");
  take_sent(message.reply_to, sent, "reply2");
  take_sent(message.subject, sent, "subject");
  take_sent(message.preheader, sent, "preheader_text");
  take_sent(message.text, sent, "text");
  take_sent(message.html, sent, "html");
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
  const ListQuery query = call.query();
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const Table<Message> messages = messages_of(view.account);
    const auto all = selected(messages, kMessages, query, context, TakesAll{});
    VendorJson rows = VendorJson::array();
    for (const Message* message : page_of(all, query))
      rows.push_back(row_of(kMessages.row, *message, context));
    return VendorJson{{"messages", std::move(rows)},
                      {"meta", {{"total", std::to_string(all.size())}}}};
  }));
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
