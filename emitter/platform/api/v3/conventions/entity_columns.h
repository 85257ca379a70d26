#pragma once

#include "emitter/platform/api/v3/conventions/row.h"

/// Values of columns that many resources have. What an event type is called as well (kSent) needs a
/// using-declaration where files are compiled as one.
namespace hookline::entity_columns {

constexpr auto kSent = Echo::kWhereSent;
constexpr auto kOnlySent = Echo::kOnlyWhereSent;

/// A member that is a text: text<&List::name>.
template <auto Member, class Entity>
VendorJson text(const Entity& entity, const RowContext&) {
  return entity.*Member;
}
template <class Entity>
VendorJson id(const Entity& entity, const RowContext&) {
  return id_text(entity.id);
}
template <class Entity>
VendorJson made(const Entity& entity, const RowContext& context) {
  return context.time(entity.created_s);
}
template <class Entity>
VendorJson changed(const Entity& entity, const RowContext& context) {
  return context.time(entity.updated_s);
}
template <class Entity>
VendorJson made_wall(const Entity& entity, const RowContext& context) {
  return context.wall_time(entity.created_s);
}
template <class Entity>
VendorJson changed_wall(const Entity& entity, const RowContext& context) {
  return context.wall_time(entity.updated_s);
}
template <class Entity>
VendorJson no(const Entity&, const RowContext&) {
  return false;
}

}  // namespace hookline::entity_columns
