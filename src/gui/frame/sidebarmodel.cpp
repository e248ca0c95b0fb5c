// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/sidebarmodel.h"

#include "gui/base/texts.h"
#include "gui/frame/sessionlook.h"
#include "settings/preferences.h"

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr std::chrono::milliseconds countingPause{500};

/// Where the preferences keep what was read.
QString readPart()
{
    return QStringLiteral("sidebar/read");
}

/// The more it needs the user, the higher.
int urgency(ApplicationSession::State state)
{
    switch (state) {
    case ApplicationSession::State::NeedsUser:
        return 4;
    case ApplicationSession::State::BackingOff:
        return 3;
    case ApplicationSession::State::Connecting:
        return 2;
    case ApplicationSession::State::Offline:
        return 1;
    case ApplicationSession::State::Online:
        break;
    }
    return 0;
}

} // namespace

SidebarModel::SidebarModel(SessionManager &sessions, Preferences &preferences, QObject *parent)
    : QAbstractItemModel(parent)
    , m_preferences(preferences)
{
    // Messages may come in thousands a second: numbers are read from time to time.
    m_counting.setSingleShot(true);
    m_counting.setInterval(countingPause);
    connect(&m_counting, &QTimer::timeout, this, &SidebarModel::count);
    connect(&sessions, &SessionManager::sessionAdded, this, &SidebarModel::add);
    connect(&sessions, &SessionManager::sessionAboutToBeRemoved, this, &SidebarModel::remove);
    for (ApplicationSession *session : sessions.sessions())
        add(session);
}

SidebarModel::~SidebarModel() = default;

void SidebarModel::add(ApplicationSession *session)
{
    const QString name = session->profile().networkName;
    auto network = std::find_if(m_networks.begin(), m_networks.end(), [&](const auto &n) { return n->name == name; });
    if (network == m_networks.end()) {
        const int row = int(m_networks.size());
        beginInsertRows({}, row, row);
        m_networks.push_back(std::make_unique<Network>(Network{name, {}}));
        endInsertRows();
        network = std::prev(m_networks.end());
    }
    Application application{session, 0, 0};
    bool known = false;
    application.readId = m_preferences.state(session->profile().id, readPart()).toLongLong(&known);
    const qint64 last = session->history().extent().lastId;
    if (!known || application.readId > last)
        application.readId = last;

    const QModelIndex parent = createIndex(int(network - m_networks.begin()), 0);
    const int row = int((*network)->applications.size());
    beginInsertRows(parent, row, row);
    (*network)->applications.append(application);
    endInsertRows();

    connect(session, &ApplicationSession::stateChanged, this, [this, session] {
        const QModelIndex changed = indexOf(session);
        Q_EMIT dataChanged(changed, changed);
        Q_EMIT dataChanged(changed.parent(), changed.parent());
    });
    connect(&session->history(), &HistoryStore::grown, this, [this] {
        if (!m_counting.isActive())
            m_counting.start();
    });
    count();
}

void SidebarModel::remove(ApplicationSession *session)
{
    const QModelIndex index = indexOf(session);
    if (!index.isValid())
        return;
    disconnect(session, nullptr, this, nullptr);
    disconnect(&session->history(), nullptr, this, nullptr);
    if (m_current == session)
        m_current = nullptr;
    const int networkRow = index.parent().row();
    Network &network = *m_networks[std::size_t(networkRow)];
    beginRemoveRows(index.parent(), index.row(), index.row());
    network.applications.removeAt(index.row());
    endRemoveRows();
    if (network.applications.isEmpty()) {
        beginRemoveRows({}, networkRow, networkRow);
        m_networks.erase(m_networks.begin() + networkRow);
        endRemoveRows();
    }
}

void SidebarModel::count()
{
    for (const auto &network : m_networks) {
        for (Application &application : network->applications) {
            const qint64 last = application.session->history().extent().lastId;
            if (application.session == m_current)
                application.readId = last;
            const quint64 unread = last > application.readId ? quint64(last - application.readId) : 0;
            if (unread == application.unread)
                continue;
            application.unread = unread;
            const QModelIndex changed = indexOf(application.session);
            Q_EMIT dataChanged(changed, changed);
        }
    }
}

SidebarModel::Application *SidebarModel::find(const ApplicationSession *session)
{
    for (const auto &network : m_networks) {
        for (Application &application : network->applications) {
            if (application.session == session)
                return &application;
        }
    }
    return nullptr;
}

QModelIndex SidebarModel::indexOf(const ApplicationSession *session) const
{
    for (const auto &network : m_networks) {
        for (int row = 0; row < network->applications.size(); ++row) {
            if (network->applications[row].session == session)
                return createIndex(row, 0, network.get());
        }
    }
    return {};
}

ApplicationSession *SidebarModel::session(const QModelIndex &index) const
{
    const Application *application = at(index);
    return application ? application->session : nullptr;
}

QList<ApplicationSession *> SidebarModel::sessions() const
{
    QList<ApplicationSession *> all;
    for (const auto &network : m_networks) {
        for (const Application &application : network->applications)
            all += application.session;
    }
    return all;
}

void SidebarModel::setCurrent(ApplicationSession *session)
{
    count(); // what came until now was seen in the old one
    m_current = session;
    count();
}

void SidebarModel::saveState() const
{
    for (const auto &network : m_networks) {
        for (const Application &application : network->applications)
            m_preferences.setState(application.session->profile().id, readPart(),
                                   QByteArray::number(application.readId));
    }
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // An application's index points to its network, a network's to nothing.
    return parent.isValid() ? createIndex(row, column, m_networks[std::size_t(parent.row())].get())
                            : createIndex(row, column);
}

QModelIndex SidebarModel::parent(const QModelIndex &child) const
{
    const auto *network = static_cast<const Network *>(child.constInternalPointer());
    if (!network)
        return {};
    const auto found =
        std::find_if(m_networks.begin(), m_networks.end(), [network](const auto &n) { return n.get() == network; });
    return createIndex(int(found - m_networks.begin()), 0);
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_networks.size());
    if (parent.internalPointer() || parent.column() != 0)
        return 0;
    return int(m_networks[std::size_t(parent.row())]->applications.size());
}

int SidebarModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const SidebarModel::Application *SidebarModel::at(const QModelIndex &index) const
{
    const auto *network = static_cast<const Network *>(index.constInternalPointer());
    return network ? &network->applications[index.row()] : nullptr;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const Application *application = at(index))
        return applicationData(*application, role);
    return networkData(*m_networks[std::size_t(index.row())], role);
}

QVariant SidebarModel::applicationData(const Application &application, int role) const
{
    const ApplicationSession &session = *application.session;
    const QString name = texts::plain(session.appId().toString());
    const QString word = lookOf(session.state()).word;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::AccessibleTextRole:
        if (application.unread > 0)
            return tr("%1, %2, %3 unread messages").arg(name, word, texts::count(application.unread));
        return tr("%1, %2").arg(name, word);
    case Qt::ToolTipRole:
        return tr("%1: %2").arg(name, word);
    case SessionRole:
        return QVariant::fromValue(application.session);
    case StateRole:
        return int(session.state());
    case UnreadRole:
        return application.unread;
    default:
        return {};
    }
}

QVariant SidebarModel::networkData(const Network &network, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return texts::plain(network.name);
    case SessionRole:
        return QVariant::fromValue<ApplicationSession *>(nullptr);
    case StateRole: {
        auto most = ApplicationSession::State::Online;
        for (const Application &application : network.applications) {
            if (urgency(application.session->state()) > urgency(most))
                most = application.session->state();
        }
        return int(most);
    }
    default:
        return {};
    }
}

} // namespace thingsdesk
