// SPDX-License-Identifier: GPL-3.0-or-later

// thingsdesk-sandbox-auth: a plugin for mosquitto 2 (interface 5). The user is the application, the password any of its
// access keys; rights go by the key. Takes the option `plugin_opt_file`.

#include "sandbox/auth/accessrules.h"

#include <mosquitto.h>
#include <mosquitto_broker.h>
#include <mosquitto_plugin.h>

#include <memory>
#include <unordered_map>

namespace {

using thingsdesk::sandboxauth::AccessList;
using thingsdesk::sandboxauth::Session;

struct Plugin
{
    mosquitto_plugin_id_t *id = nullptr;
    AccessList list;
    std::unordered_map<const mosquitto *, Session> sessions; ///< by client: rights depend on the key it came with
};

int checkLogin(int, void *eventData, void *userData)
{
    auto &plugin = *static_cast<Plugin *>(userData);
    const auto &event = *static_cast<mosquitto_evt_basic_auth *>(eventData);
    plugin.sessions.erase(event.client);
    if (!event.username || !event.password)
        return MOSQ_ERR_AUTH;
    auto session = plugin.list.login(event.username, event.password);
    if (!session)
        return MOSQ_ERR_AUTH;
    plugin.sessions.emplace(event.client, std::move(*session));
    return MOSQ_ERR_SUCCESS;
}

bool isAllowed(const Session &session, int access, const char *topic)
{
    switch (access) {
    case MOSQ_ACL_SUBSCRIBE:
        return maySubscribe(session, topic);
    case MOSQ_ACL_READ:
        return mayRead(session, topic);
    case MOSQ_ACL_WRITE:
        return mayWrite(session, topic);
    default: // unsubscribing
        return true;
    }
}

int checkAccess(int, void *eventData, void *userData)
{
    const auto &plugin = *static_cast<Plugin *>(userData);
    const auto &event = *static_cast<mosquitto_evt_acl_check *>(eventData);
    const auto session = plugin.sessions.find(event.client);
    if (session == plugin.sessions.end() || !event.topic)
        return MOSQ_ERR_ACL_DENIED;
    return isAllowed(session->second, event.access, event.topic) ? MOSQ_ERR_SUCCESS : MOSQ_ERR_ACL_DENIED;
}

int forgetClient(int, void *eventData, void *userData)
{
    auto &plugin = *static_cast<Plugin *>(userData);
    plugin.sessions.erase(static_cast<mosquitto_evt_disconnect *>(eventData)->client);
    return MOSQ_ERR_SUCCESS;
}

} // namespace

int mosquitto_plugin_version(int count, const int *versions)
{
    for (int i = 0; i < count; ++i) {
        if (versions[i] == 5)
            return 5;
    }
    return -1;
}

// NOLINTNEXTLINE(readability-identifier-naming): its header's name
int mosquitto_plugin_init(mosquitto_plugin_id_t *identifier, void **userdata, mosquitto_opt *options, int option_count)
{
    std::string path;
    for (int i = 0; i < option_count; ++i) {
        if (std::string_view(options[i].key) == "file")
            path = options[i].value;
    }
    if (path.empty())
        return MOSQ_ERR_INVAL;
    auto plugin = std::make_unique<Plugin>(Plugin{identifier, AccessList(path), {}});
    const bool registered = mosquitto_callback_register(identifier, MOSQ_EVT_BASIC_AUTH, checkLogin, nullptr,
                                                        plugin.get()) == MOSQ_ERR_SUCCESS &&
                            mosquitto_callback_register(identifier, MOSQ_EVT_ACL_CHECK, checkAccess, nullptr,
                                                        plugin.get()) == MOSQ_ERR_SUCCESS &&
                            mosquitto_callback_register(identifier, MOSQ_EVT_DISCONNECT, forgetClient, nullptr,
                                                        plugin.get()) == MOSQ_ERR_SUCCESS;
    if (!registered)
        return MOSQ_ERR_UNKNOWN;
    *userdata = plugin.release();
    return MOSQ_ERR_SUCCESS;
}

int mosquitto_plugin_cleanup(void *userData, mosquitto_opt *, int)
{
    const std::unique_ptr<Plugin> plugin(static_cast<Plugin *>(userData));
    mosquitto_callback_unregister(plugin->id, MOSQ_EVT_BASIC_AUTH, checkLogin, nullptr);
    mosquitto_callback_unregister(plugin->id, MOSQ_EVT_ACL_CHECK, checkAccess, nullptr);
    mosquitto_callback_unregister(plugin->id, MOSQ_EVT_DISCONNECT, forgetClient, nullptr);
    return MOSQ_ERR_SUCCESS;
}
