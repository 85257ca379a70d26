#include "emitter/platform/entities/table.h"

#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/tag.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

Contact contact_of(std::uint64_t id, std::string email) {
  Contact contact;
  contact.id = id;
  contact.email = std::move(email);
  return contact;
}

std::vector<std::uint64_t> ids_with(const Table<Contact>& contacts, const std::string& email) {
  std::vector<std::uint64_t> ids;
  for (const auto& contact : contacts.with_key(address_key(email))) ids.push_back(contact->id);
  return ids;
}

using Ids = std::vector<std::uint64_t>;

TEST(Table, FindsContactsByTheirAddressWhateverItsCase) {
  Table<Contact> contacts;
  contacts.put(contact_of(1, "Ann@Example.com"));
  contacts.put(contact_of(2, "bob@example.com"));
  EXPECT_EQ(ids_with(contacts, "ann@EXAMPLE.com"), Ids{1});
  EXPECT_EQ(ids_with(contacts, "ann@example.org"), Ids{});
}

TEST(Table, ForgetsTheAddressThatAContactHadBefore) {
  Table<Contact> contacts;
  contacts.put(contact_of(1, "ann@example.com"));
  contacts.put(contact_of(1, "anna@example.com"));
  EXPECT_EQ(ids_with(contacts, "ann@example.com"), Ids{});
  EXPECT_EQ(ids_with(contacts, "anna@example.com"), Ids{1});
}

TEST(Table, ForgetsTheAddressOfAContactThatIsGone) {
  Table<Contact> contacts;
  contacts.put(contact_of(1, "ann@example.com"));
  contacts.remove(1);
  EXPECT_EQ(ids_with(contacts, "ann@example.com"), Ids{});
}

TEST(Table, GivesAllThatShareAnAddressByAscendingId) {
  Table<Contact> contacts;
  for (const std::uint64_t id : {3, 1, 2}) contacts.put(contact_of(id, "ann@example.com"));
  EXPECT_EQ(ids_with(contacts, "ann@example.com"), (Ids{1, 2, 3}));
  contacts.remove(1);
  EXPECT_EQ(ids_with(contacts, "ann@example.com"), (Ids{2, 3}));
}

TEST(Table, GoesItsOwnWayOnceCopied) {
  Table<Contact> contacts;
  contacts.put(contact_of(1, "ann@example.com"));
  Table<Contact> copy = contacts;
  copy.put(contact_of(1, "anna@example.com"));
  EXPECT_EQ(ids_with(contacts, "ann@example.com"), Ids{1});
  EXPECT_EQ(ids_with(copy, "ann@example.com"), Ids{});
}

TEST(Table, HeedsTheCaseOfTags) {
  Table<Tag> tags;
  Tag tag;
  tag.name = "VIP";
  tags.put(tag);
  EXPECT_EQ(tags.with_key("VIP").size(), 1U);
  EXPECT_TRUE(tags.with_key("vip").empty());
}

}  // namespace
}  // namespace hookline
