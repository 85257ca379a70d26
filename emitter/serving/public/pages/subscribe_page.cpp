#include "emitter/serving/public/pages/subscribe_page.h"

#include "emitter/serving/public/public_call.h"
#include "emitter/serving/public/public_page.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kRefused = "You are not subscribed";
/// As good as any: the platform doesn't learn the visitor's.
constexpr const char* kVisitorsIp = "127.0.0.1";

std::vector<std::shared_ptr<const ContactField>> custom_fields(const Platform& platform) {
  return platform.read([](const Platform::View& view) {
    std::vector<std::shared_ptr<const ContactField>> fields;
    for (const auto& [id, field] : view.account.contact_fields) fields.push_back(field);
    return fields;
  });
}

std::string name_of_field(std::uint64_t id) {
  return fmt::format("field_{}", id);
}

void take(std::optional<std::string>& into, std::string value) {
  if (!value.empty()) into = std::move(value);
}

/// What is filled in.
ContactChange filled_in(const PublicCall& call) {
  ContactChange change;
  change.email = call.field("email");
  if (!is_email(*change.email)) {
    throw PublicRefusal(422, kRefused,
                        change.email->empty()
                            ? "Please fill in your e-mail address."
                            : fmt::format("\"{}\" is no e-mail address.", *change.email));
  }
  take(change.first_name, call.field("first_name"));
  take(change.last_name, call.field("last_name"));
  take(change.phone, call.field("phone"));
  for (const auto& field : custom_fields(call.platform()))
    if (auto value = call.field(name_of_field(field->id)); !value.empty())
      change.fields.emplace_back(field->id, std::move(value));
  return change;
}

enum class Subscribed : std::uint8_t { kNow, kAlready, kAlreadyAndChanged };

/// `change` names its contact by the address, whatever its case.
Subscribed subscribe(AccountDraft& draft, ContactChange change, std::uint64_t list,
                     std::optional<std::uint64_t> form) {
  const auto known = contact_with(draft, *change.email);
  if (known) {
    change.id = known->id;
    change.email.reset();
  } else {
    change.ip = kVisitorsIp;
  }
  if (!known || !known->is_on_list(list)) {
    Subscribe subscribe{std::move(change), {list}};
    subscribe.form_id = form;
    perform(subscribe, draft);
    return Subscribed::kNow;
  }
  if (change.is_reference()) return Subscribed::kAlready;
  perform(UpdateContact{std::move(change)}, draft);
  return Subscribed::kAlreadyAndChanged;
}

Answer thanks(std::string_view title, const std::string& sentence, const PublicCall& call) {
  return page_answer(
      200, title,
      paragraph(sentence) + fmt::format("<p><a href=\"{}\">Back to the form</a></p>\n",
                                        markup_escaped(call.target())));
}

}  // namespace

Answer subscribe_page(const PublicCall& call) {
  const auto list = call.list(call.id_in_path(0));
  call.number("form");
  std::string fields = input_field("email", "E-mail address", "email", "", true);
  fields += input_field("first_name", "First name", "text", "");
  fields += input_field("last_name", "Last name", "text", "");
  fields += input_field("phone", "Phone", "tel", "");
  for (const auto& field : custom_fields(call.platform()))
    fields += input_field(name_of_field(field->id), field->title, "text", "");
  return page_answer(200, "Subscribe to " + list->name,
                     form(call.target(), fields, "Subscribe") + "<footer>" +
                         markup_escaped(list->sender_reminder) + "</footer>\n");
}

Answer subscribe_by_form(const PublicCall& call) {
  const auto list = call.list(call.id_in_path(0));
  const auto form_id = call.number("form");
  const ContactChange change = filled_in(call);
  Subscribed done{};
  call.perform([&](AccountDraft& draft) { done = subscribe(draft, change, list->id, form_id); },
               kRefused);
  if (done == Subscribed::kNow) {
    return thanks("You are subscribed",
                  fmt::format("{} is on the list \"{}\" now.", *change.email, list->name), call);
  }
  return thanks(
      "You were subscribed already",
      done == Subscribed::kAlready ? "Nothing has changed." : "What you filled in has been saved.",
      call);
}

}  // namespace hookline
