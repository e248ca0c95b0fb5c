// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/auth/accessrules.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

namespace thingsdesk::sandboxauth {

namespace {

constexpr std::string_view handlerUser = "$handler";

std::vector<std::string_view> levelsOf(std::string_view topic)
{
    std::vector<std::string_view> levels;
    for (;;) {
        const auto slash = topic.find('/');
        levels.push_back(topic.substr(0, slash));
        if (slash == std::string_view::npos)
            return levels;
        topic.remove_prefix(slash + 1);
    }
}

std::string sha256(std::string_view text)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return hex;
}

} // namespace

bool maySubscribe(const Session &session, std::string_view filter)
{
    if (session.isHandler())
        return true;
    const std::string_view first = levelsOf(filter).front();
    const bool reachesOwn = first == session.application || first == "+" || first == "#";
    return !reachesOwn || session.rights.contains("messages:up:r");
}

bool mayRead(const Session &session, std::string_view topic)
{
    if (session.isHandler())
        return true;
    const auto levels = levelsOf(topic);
    if (levels[0] != session.application || !session.rights.contains("messages:up:r"))
        return false;
    if (levels.size() >= 3 && levels[1] == "events")
        return true;
    return levels.size() >= 4 && levels[1] == "devices" && (levels[3] == "up" || levels[3] == "events");
}

bool mayWrite(const Session &session, std::string_view topic)
{
    if (session.isHandler())
        return true;
    const auto levels = levelsOf(topic);
    return levels.size() == 4 && levels[0] == session.application && levels[1] == "devices" && levels[3] == "down" &&
           session.rights.contains("messages:down:w");
}

std::optional<Session> AccessList::login(std::string_view user, std::string_view password)
{
    readIfChanged();
    const std::string sum = sha256(password);
    if (user == handlerUser)
        return sum == m_handler ? std::optional(Session{}) : std::nullopt;
    for (auto [entry, end] = m_entries.equal_range(sum); entry != end; ++entry) {
        if (entry->second.application == user)
            return Session{entry->second.application, entry->second.rights};
    }
    return std::nullopt;
}

void AccessList::readIfChanged()
{
    struct stat state = {};
    if (stat(m_path.c_str(), &state) != 0)
        return;
    std::ostringstream stamp;
    stamp << state.st_ino << ' ' << state.st_size << ' ' << state.st_mtim.tv_sec << ' ' << state.st_mtim.tv_nsec;
    if (stamp.str() == m_stamp)
        return;
    m_stamp = stamp.str();
    m_entries.clear();
    m_handler.clear();
    std::ifstream file(m_path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind, sum, rights;
        Entry entry;
        words >> kind;
        if (kind == "handler" && words >> m_handler)
            continue;
        if (kind != "key" || !(words >> entry.application >> sum >> rights))
            continue;
        std::istringstream list(rights);
        for (std::string right; std::getline(list, right, ',');)
            entry.rights.insert(right);
        m_entries.emplace(sum, entry);
    }
}

} // namespace thingsdesk::sandboxauth
