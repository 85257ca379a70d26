#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/payloads/payload_field.h"
#include "emitter/platform/payloads/payload_writer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace hookline {

// A payload is made of blocks, and a block of fields: each with its name, where its value comes
// from, an example and when it is there. Bodies are rendered, and the fields described, from these
// tables alone. All is known at compile time, so that rendering follows no table.
//
// `when` is "always", or begins so, or is a condition. Where it is empty, the field may be written
// but isn't told of.

/// One field. `value` is called with the block's subject, or is a pointer to its member: a text, a
/// number, several texts, or an optional one of these.
template <FieldName kName, class Value>
struct Field {
  Value value;
  std::string_view example;
  std::string_view when;

  template <class Subject>
  void write(PayloadWriter& to, const Subject& subject) const {
    to.field<kName>(std::invoke(value, subject));
  }
  void describe(std::vector<PayloadField>& fields) const {
    if (!when.empty()) fields.push_back({kName.view(), example, std::string(when)});
  }
};

template <FieldName kName, class Value>
constexpr Field<kName, Value> field(Value value, std::string_view example,
                                    std::string_view when = "always") {
  return {value, example, when};
}

/// One moment as two fields, the account's local time without and with the offset.
template <FieldName kLocal, FieldName kIso, class Value>
struct Moment {
  Value time_s;  ///< of an event
  std::string_view local_example;
  std::string_view iso_example;
  std::string_view when;

  void write(PayloadWriter& to, const Event& event) const {
    const std::int64_t at_s = time_s(event);
    const auto offset_s = event.account ? event.account->time_zone.offset_s(at_s) : 0;
    to.field<kLocal>(local_time(at_s, offset_s));
    to.field<kIso>(iso_time(at_s, offset_s));
  }
  void describe(std::vector<PayloadField>& fields) const {
    fields.push_back({kLocal.view(), local_example, std::string(when)});
    fields.push_back({kIso.view(), iso_example, "always"});
  }
};

template <FieldName kLocal, FieldName kIso, class Value>
constexpr Moment<kLocal, kIso, Value> moment(Value time_s, std::string_view local_example,
                                             std::string_view iso_example,
                                             std::string_view when = "always; local time") {
  return {time_s, local_example, iso_example, when};
}

/// A field of each of several items; `value` is called with the item.
template <FieldName kPattern, class Value>
struct KeyedField {
  Value value;
  std::string_view example;
  std::string_view when;

  template <class Item>
  void write(PayloadWriter& to, std::string_view key, const Item& item) const {
    to.keyed_field<kPattern>(key, std::invoke(value, item));
  }
  void describe(std::vector<PayloadField>& fields) const {
    if (!when.empty()) fields.push_back({kPattern.view(), example, std::string(when)});
  }
};

template <FieldName kPattern, class Value>
constexpr KeyedField<kPattern, Value> keyed(Value value, std::string_view example,
                                            std::string_view when) {
  return {value, example, when};
}

/// Fields that come once for each item of a list of the subject's. `key` makes their [N] or [ID] of
/// the item and its number.
template <class Items, class Key, class... Fields>
struct Repeated {
  Items items;
  Key key;
  std::tuple<Fields...> fields;

  template <class Subject>
  void write(PayloadWriter& to, const Subject& subject) const {
    std::size_t number = 0;
    for (const auto& item : std::invoke(items, subject)) {
      const auto& text = key(item, number++);
      std::apply([&](const auto&... one) { (one.write(to, text, item), ...); }, fields);
    }
  }
  void describe(std::vector<PayloadField>& into) const {
    std::apply([&](const auto&... one) { (one.describe(into), ...); }, fields);
  }
};

template <class Items, class Key, class... Fields>
constexpr Repeated<Items, Key, Fields...> repeated(Items items, Key key, Fields... fields) {
  return {items, key, {fields...}};
}

/// Keys 0, 1, 2 …
inline constexpr auto kNumber = [](const auto& /*item*/, std::size_t number) {
  return NumberText(number);
};

/// Fields that belong together. `subject` makes what they are of from the event; null: they are
/// left out.
template <class SubjectOf, class... Elements>
struct Block {
  SubjectOf subject;
  std::tuple<Elements...> elements;
  /// Where it isn't always there: when. The fields after the first then come with the first.
  std::string_view when = {};

  void write(PayloadWriter& to, const Event& event) const {
    const auto* of = subject(event);
    if (of == nullptr) return;
    std::apply([&](const auto&... element) { (element.write(to, *of), ...); }, elements);
  }
  void describe(std::vector<PayloadField>& fields) const {
    const std::size_t first = fields.size();
    std::apply([&](const auto&... element) { (element.describe(fields), ...); }, elements);
    if (when.empty()) return;
    constexpr std::string_view kAlways = "always";
    const std::string with = "with " + std::string(fields[first].name);
    for (std::size_t i = first; i < fields.size(); ++i) {
      std::string& said = fields[i].when;
      if (said.starts_with(kAlways)) said.replace(0, kAlways.size(), with);
    }
    fields[first].when = when;
  }
};

template <class SubjectOf, class... Elements>
constexpr Block<SubjectOf, Elements...> block(SubjectOf subject, Elements... elements) {
  return {subject, {elements...}};
}

template <class SubjectOf, class... Elements>
constexpr auto only_when(Block<SubjectOf, Elements...> block, std::string_view when) {
  block.when = when;
  return block;
}

// Subjects

/// One of the event's entities, where it has that.
template <auto kEntity>
inline constexpr auto kEntityOf = [](const Event& event) { return (event.*kEntity).get(); };

/// The event, where it has that entity.
template <auto kEntity>
inline constexpr auto kEventWith =
    [](const Event& event) { return event.*kEntity ? &event : nullptr; };

inline constexpr auto kEvent = [](const Event& event) { return &event; };

/// What only this kind of event has; the defaults, where an event made by hand has nothing.
template <class Details>
inline constexpr auto kDetails = [](const Event& event) {
  static const Details kNone;
  const auto* details = std::get_if<Details>(&event.details);
  return details ? details : &kNone;
};

// Values

/// A member of one of the event's entities; empty or 0 where it has none.
template <auto kEntity, auto kMember>
inline constexpr auto kOf = [](const Event& event) {
  const auto& entity = event.*kEntity;
  using Value = std::remove_cvref_t<decltype((*entity).*kMember)>;
  if constexpr (std::is_same_v<Value, std::string>) {
    return entity ? std::string_view((*entity).*kMember) : std::string_view();
  } else {
    return entity ? (*entity).*kMember : Value();
  }
};

}  // namespace hookline
