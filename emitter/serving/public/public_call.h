#pragma once

#include "emitter/platform/calls/platform_call.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/public/public_links.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hookline {

/// Why a contact can't have what it asks for: a page that says so.
class PublicRefusal : public std::runtime_error {
 public:
  PublicRefusal(int status, std::string title, const std::string& sentence)
      : std::runtime_error(sentence), status_(status), title_(std::move(title)) {}
  int status() const { return status_; }
  const std::string& title() const { return title_; }

 private:
  int status_;
  std::string title_;
};

/// One call of a page that contacts see, with what answering it takes. Each throws PublicRefusal.
class PublicCall {
 public:
  PublicCall(const PlatformCall& call, Platform& platform, const PublicLinks& links)
      : call_(call), platform_(platform), links_(links) {}

  Platform& platform() const { return platform_; }
  const PublicLinks& links() const { return links_; }
  /// The path and query that it was asked with, for a form that goes back there.
  std::string target() const;
  const std::string& path() const { return call_.path; }
  /// Of the page's address: a number; none where it isn't given.
  std::optional<std::uint64_t> number(std::string_view name) const;
  std::uint64_t id_in_path(std::size_t part) const { return call_.id(part).value_or(0); }
  std::string header(std::string_view name) const;
  /// Whether something may happen by it: a HEAD only looks.
  bool is_look() const { return call_.method == "HEAD"; }

  /// What the form's field holds, without blanks around it; empty where it isn't there.
  std::string field(const std::string& name) const;

  /// Who has the token at that place of the path, if it is of that campaign (0: of any).
  PublicLinks::Holder holder(std::size_t part) const;
  std::shared_ptr<const Contact> contact(std::uint64_t id) const;
  std::shared_ptr<const List> list(std::uint64_t id) const;

  /// What a contact does, now. An operation that the platform refuses is told in a page of that
  /// title.
  void perform(const Operation& operation, const std::string& title) const;
  void perform(const Platform::Work& work, const std::string& title) const;

 private:
  const FormFields& form() const;

  const PlatformCall& call_;
  Platform& platform_;
  const PublicLinks& links_;
  mutable std::optional<FormFields> form_;
};

}  // namespace hookline
