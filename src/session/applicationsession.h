// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"
#include "network/connectioncheck.h"
#include "network/handlerclient.h"
#include "settings/profile.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace thingsdesk {

/// Everything the window holds on one application: its registry (settings, devices) and its traffic, which goes into
/// the history before anyone sees it.
///
/// Lives on the thread that made it and emits there; nothing blocks. The broker's messages go from the network thread
/// to the history's writer thread and never pass this one, however many there are.
class ApplicationSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationSession)
public:
    enum class State {
        Offline, ///< not started, or stopped
        Connecting,
        Online,     ///< connected and subscribed; everything is recorded
        BackingOff, ///< lost; waits before the next try (retryAt)
        NeedsUser,  ///< trying again will not help: failure() says what to do
    };
    Q_ENUM(State)

    /// Takes the history over once it is open. Empty credentials make a session that needs the user.
    ApplicationSession(Profile profile, Credentials credentials, NetworkThread &network,
                       std::unique_ptr<HistoryStore> history, QObject *parent = nullptr);
    ~ApplicationSession() override;

    const Profile &profile() const noexcept;
    const AppId &appId() const noexcept;
    HistoryStore &history() noexcept;

    State state() const noexcept;
    /// Why it is not online (BackingOff, NeedsUser).
    std::optional<Failure> failure() const;
    /// When the next try comes, while BackingOff.
    std::optional<Timestamp> retryAt() const;
    /// Where the live connection goes, once it is known.
    std::optional<MqttSettings> brokerSettings() const;
    std::optional<Announcement> announcement() const;
    /// Messages received in the last 60 s.
    int messagesPerMinute() const;
    /// When this session registered the application; its uplinks may be lost for about a minute after that.
    std::optional<Timestamp> registeredAt() const;
    /// What the key may do, as far as it is known; probed by itself after the first connection.
    KeyRights rights() const;

    /// Connects the live traffic; also tries again at once while BackingOff or after NeedsUser.
    void start();
    void stop();
    /// Another key or token for the same application; starts anew with it.
    void setCredentials(const Credentials &credentials);
    bool hasCredentials() const;
    /// The key is on its way (a keychain may ask its user): Connecting until setCredentials() or setUnavailable().
    void expectCredentials();
    /// There is no key to be had, for this reason; NeedsUser.
    void setUnavailable(const Failure &why);
    /// The same application at other addresses (the built-in network has new ones at each start); starts anew.
    void setProfile(const Profile &profile, const Credentials &credentials);
    /// A further connection check on this application, to run and watch.
    std::unique_ptr<ConnectionCheck> connectionCheck();

    /// The registry: settings, devices, dry runs. The same client each time; it is owned by the session. A Failure
    /// where discovery or the addresses are at fault.
    Future<ApplicationClient *> registry();
    /// Registers the application at a handler that discovery announces, or at the one given by hand (empty ID).
    Future<void> registerApplication(const QString &handlerId);

    /// Publishes a downlink and stores it. Answers with the ID of its record.
    Future<qint64> send(const DownlinkMessage &downlink);

Q_SIGNALS:
    void stateChanged(thingsdesk::ApplicationSession::State state);
    void rightsChanged();
    void credentialsChanged();
    /// At most once a second.
    void messagesPerMinuteChanged(int messages);
    void registered();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
