#pragma once

#include "catcher/base/json/json_reader.h"

#include <functional>
#include <span>
#include <string_view>
#include <type_traits>

#include <nlohmann/json_fwd.hpp>

namespace hookline {

enum class JsonNeed { kOptional, kRequired };

/// A member of the objects that a T is read from: a row of T's table, which also says which keys
/// such an object may have.
template <class T>
struct JsonMember {
  std::string_view key;
  /// Puts the value where it belongs. Null: the key is known, and read elsewhere.
  void (*read)(const JsonValue& value, T& into);
  JsonNeed need = JsonNeed::kOptional;
  /// The value again, null where the member is left out. Null: it is never written.
  nlohmann::ordered_json (*write)(const T& from) = nullptr;
};

/// For JsonMember::read: puts into `Field` what `Read` makes of the value, a member function of
/// JsonValue or any other: read_into<&Contact::email, &JsonValue::name>.
template <auto Field, auto Read, class T>
void read_into(const JsonValue& value, T& into) {
  into.*Field = std::invoke(Read, value);
}

/// For JsonMember::write: what stands in `Field`; an optional that holds nothing is left out.
template <auto Field, class T, class Json>
Json write_from(const T& from) {
  const auto& value = from.*Field;
  if constexpr (requires { value.has_value(); }) {
    return value ? Json(*value) : Json();
  } else {
    return Json(value);
  }
}

template <class T>
using JsonMembers = std::type_identity_t<std::span<const JsonMember<T>>>;

/// Reads the members that the table has, in its order, then fails where one is missing that must be
/// there. Other members are left alone.
template <class T>
void read_known_members(JsonObject object, T& into, JsonMembers<T> members) {
  for (const JsonMember<T>& member : members) {
    const auto value = object.find(member.key);
    if (value && member.read != nullptr) member.read(*value, into);
  }
  for (const JsonMember<T>& member : members) {
    if (member.need == JsonNeed::kRequired) object.require(member.key);
  }
}

/// The same. Before that, members that the table doesn't have are refused.
template <class T>
void read_members(const JsonValue& value, T& into, JsonMembers<T> members) {
  JsonObject object = value.object();
  for (const JsonMember<T>& member : members) object.find(member.key);
  object.finish();
  read_known_members(std::move(object), into, members);
}

/// A new T, read so.
template <class T>
T read_new(const JsonValue& value, JsonMembers<T> members) {
  T into;
  read_members(value, into, members);
  return into;
}

/// The object that reads as `from`, in the table's order.
template <class T, class Json = nlohmann::ordered_json>
Json json_of(const T& from, JsonMembers<T> members) {
  Json object = Json::object();
  for (const JsonMember<T>& member : members) {
    if (member.write == nullptr) continue;
    Json value = member.write(from);
    if (!value.is_null()) object[std::string(member.key)] = std::move(value);
  }
  return object;
}

}  // namespace hookline
