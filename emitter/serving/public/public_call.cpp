#include "emitter/serving/public/public_call.h"

#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"
#include "emitter/platform/account/state/operation_error.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kFieldBytesMax = 10'000;

[[noreturn]] void refuse_gone(const std::string& what) {
  throw PublicRefusal(404, "Nothing is here", what);
}

}  // namespace

std::string PublicCall::target() const {
  return call_.query.empty() ? call_.path : call_.path + "?" + encode_form(call_.query);
}

std::optional<std::uint64_t> PublicCall::number(std::string_view name) const {
  const auto text = call_.parameter(name);
  if (!text) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error == std::errc() && end == text->data() + text->size() && number > 0) return number;
  throw PublicRefusal(400, "This address can't be right",
                      fmt::format("\"{}\" must be a number from 1.", name));
}

std::string PublicCall::header(std::string_view name) const {
  return std::string(find_header(call_.headers, name).value_or(""));
}

const FormFields& PublicCall::form() const {
  if (form_) return *form_;
  if (const auto type = call_.media_type(); type != "application/x-www-form-urlencoded")
    throw PublicRefusal(415, "This is no form", "Please use the form of this page.");
  return form_.emplace(decode_form(call_.body));
}

std::string PublicCall::field(const std::string& name) const {
  const auto found = std::ranges::find(form(), name, &FormField::name);
  if (found == form().end()) return "";
  if (found->value.size() > kFieldBytesMax) {
    throw PublicRefusal(422, "That is too long",
                        fmt::format("\"{}\" takes {} bytes.", name, kFieldBytesMax));
  }
  return with_replacements(trimmed(found->value));
}

PublicLinks::Holder PublicCall::holder(std::size_t part) const {
  if (const auto holder = links_.holder_of(call_.parts.at(part))) return *holder;
  refuse_gone("This link is nobody's. It may have been cut off, or the platform has another key.");
}

std::shared_ptr<const Contact> PublicCall::contact(std::uint64_t id) const {
  if (auto found = platform_.read([&](const auto& view) { return view.account.contacts.find(id); }))
    return found;
  refuse_gone("The contact whose link this was isn't there any more.");
}

std::shared_ptr<const List> PublicCall::list(std::uint64_t id) const {
  if (auto found = platform_.read([&](const auto& view) { return view.account.lists.find(id); }))
    return found;
  refuse_gone("There is no such list.");
}

void PublicCall::perform(const Operation& operation, const std::string& title) const {
  perform(
      [&](AccountDraft& draft) {
        std::visit([&](const auto& one) { hookline::perform(one, draft); }, operation);
      },
      title);
}

void PublicCall::perform(const Platform::Work& work, const std::string& title) const {
  try {
    platform_.perform({Source::kPublic, {}, 0}, work);
  } catch (const OperationError& error) {
    throw PublicRefusal(422, title, error.what());
  } catch (const Failure& failure) {
    throw PublicRefusal(503, "Please try again later", failure.what());
  }
}

}  // namespace hookline
