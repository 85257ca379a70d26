#include "emitter/serving/public/pages/unsubscribe_page.h"

#include "emitter/serving/public/public_call.h"
#include "emitter/serving/public/public_page.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kTitle = "Unsubscribe";

/// Those that the contact is on.
std::vector<std::shared_ptr<const List>> lists_of(const PublicCall& call, const Contact& contact) {
  return call.platform().read([&](const Platform::View& view) {
    std::vector<std::shared_ptr<const List>> lists;
    for (const std::uint64_t id : contact.lists)
      if (auto list = view.account.lists.find(id)) lists.push_back(std::move(list));
    return lists;
  });
}

std::string choice(std::string_view value, std::string_view label, bool is_chosen) {
  return fmt::format("<label><input type=\"radio\" name=\"list\" value=\"{}\"{}> {}</label>\n",
                     value, is_chosen ? " checked" : "", markup_escaped(label));
}

/// None: all lists.
std::optional<std::uint64_t> chosen_list(const PublicCall& call, const Contact& contact) {
  const std::string text = call.field("list");
  if (text.empty()) return std::nullopt;
  std::uint64_t list = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), list);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (is_number && contact.is_on_list(list)) return list;
  throw PublicRefusal(422, kTitle, "You are not on that list.");
}

}  // namespace

Answer unsubscribe_page(const PublicCall& call) {
  const auto contact = call.contact(call.holder(0).contact);
  const auto lists = lists_of(call, *contact);
  if (lists.empty())
    return sentence_page(200, kTitle,
                         contact->email + " is on no list: there is nothing to leave.");
  std::string choices = choice("", "All lists", true);
  for (const auto& list : lists) choices += choice(std::to_string(list->id), list->name, false);
  return page_answer(
      200, kTitle,
      paragraph(contact->email + " won't get any more from:") +
          form(call.target(),
               "<fieldset><legend>Lists</legend>\n" + choices +
                   "</fieldset>\n<label>Why? <textarea name=\"reason\" rows=\"3\"></textarea>"
                   "</label>\n",
               "Unsubscribe"));
}

Answer unsubscribe_by_form(const PublicCall& call) {
  const PublicLinks::Holder holder = call.holder(0);
  const auto contact = call.contact(holder.contact);
  if (contact->lists.empty())
    throw PublicRefusal(409, kTitle, contact->email + " is on no list: there is nothing to leave.");
  Unsubscribe unsubscribe;
  unsubscribe.contact.id = contact->id;
  const auto list = chosen_list(call, *contact);
  if (list) unsubscribe.lists = {*list};
  if (const std::string reason = call.field("reason"); !reason.empty()) unsubscribe.reason = reason;
  unsubscribe.form_id = call.number("form");
  const bool has_campaign = call.platform().read([&](const Platform::View& view) {
    return view.account.campaigns.find(holder.campaign) != nullptr;
  });
  if (has_campaign) unsubscribe.campaign.emplace().id = holder.campaign;
  call.perform(unsubscribe, kTitle);
  const std::string what = list ? "the list \"" + call.list(*list)->name + "\"" : "all lists";
  return sentence_page(200, "You are unsubscribed",
                       fmt::format("{} has left {}.", contact->email, what));
}

}  // namespace hookline
