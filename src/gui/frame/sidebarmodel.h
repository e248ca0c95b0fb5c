// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessionmanager.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <memory>
#include <vector>

namespace thingsdesk {

class Preferences;

/// Networks, and below them their applications with state and number of unread messages. In the order of the profiles;
/// a network stands where its first application does.
class SidebarModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SidebarModel)
public:
    enum Role : int {
        SessionRole = Qt::UserRole + 1, ///< ApplicationSession *; null for a network
        StateRole,                      ///< int of ApplicationSession::State; of a network the one that needs most
        UnreadRole,                     ///< qulonglong
    };

    SidebarModel(SessionManager &sessions, Preferences &preferences, QObject *parent = nullptr);
    ~SidebarModel() override;

    QModelIndex indexOf(const ApplicationSession *session) const;
    ApplicationSession *session(const QModelIndex &index) const;
    QList<ApplicationSession *> sessions() const; ///< from top to bottom
    /// The one that is looked at: what it receives counts as read. May be null.
    void setCurrent(ApplicationSession *session);
    /// Keeps what was read in the preferences.
    void saveState() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Application
    {
        ApplicationSession *session = nullptr;
        qint64 readId = 0; ///< the last record that the user could see
        quint64 unread = 0;
    };
    struct Network
    {
        QString name;
        QList<Application> applications;
    };

    void add(ApplicationSession *session);
    void remove(ApplicationSession *session);
    void count();
    Application *find(const ApplicationSession *session);
    const Application *at(const QModelIndex &index) const;
    QVariant applicationData(const Application &application, int role) const;
    QVariant networkData(const Network &network, int role) const;

    Preferences &m_preferences;
    std::vector<std::unique_ptr<Network>> m_networks; ///< addresses stand in the indexes
    ApplicationSession *m_current = nullptr;
    QTimer m_counting;
};

} // namespace thingsdesk
