// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/unregisterpanel.h"

#include "core/futures.h"
#include "gui/overview/counted.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace thingsdesk {

UnregisterPanel::UnregisterPanel(ApplicationSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_text(new QLabel(this))
    , m_confirm(new QLineEdit(this))
    , m_go(new QPushButton(tr("Delete devices and unregister"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("unregisterPanel"));
    m_text->setObjectName(QStringLiteral("unregisterTextLabel"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_confirm->setObjectName(QStringLiteral("confirmUnregisterEdit"));
    m_confirm->setAccessibleName(tr("Application ID, to confirm"));
    m_confirm->setPlaceholderText(session.appId().toString());
    m_go->setObjectName(QStringLiteral("confirmUnregisterButton"));
    m_cancel->setObjectName(QStringLiteral("cancelUnregisterButton"));
    for (QPushButton *button : {m_go, m_cancel}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
    }
    m_progress->setObjectName(QStringLiteral("unregisterProgress"));
    m_progress->setAccessibleName(tr("Devices deleted"));
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_progress->hide();

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_text, 0, 0, 1, 3);
    grid->addWidget(m_confirm, 1, 0);
    grid->addWidget(m_go, 1, 1);
    grid->addWidget(m_cancel, 1, 2);
    grid->addWidget(m_progress, 2, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    setFocusProxy(m_confirm);
    connect(m_confirm, &QLineEdit::textChanged, this, &UnregisterPanel::showState);
    connect(m_go, &QPushButton::clicked, this, &UnregisterPanel::start);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_running)
            m_work.cancel();
        else
            Q_EMIT cancelled();
    });
}

UnregisterPanel::~UnregisterPanel()
{
    if (m_running)
        m_work.cancel();
}

void UnregisterPanel::ask(std::optional<quint64> devices)
{
    const QString what =
        !devices ? tr("All devices of this application, with their keys and counters, are deleted at the handler")
        : *devices == 0
            ? tr("This application has no devices; its settings and payload functions are deleted at the handler")
            : tr("%1 with keys and counters, and then the application's settings and payload functions, are deleted at "
                 "the handler")
                  .arg(counted(*devices, tr("1 device"), tr("%1 devices")));
    m_text->setText(tr("⚠ %1. This cannot be undone there. The messages stored on this machine stay. Type the "
                       "application ID to confirm:")
                        .arg(what));
    m_confirm->clear();
    m_progress->hide();
    showState();
}

bool UnregisterPanel::isRunning() const
{
    return m_running;
}

void UnregisterPanel::start()
{
    m_running = true;
    m_progress->setRange(0, 0);
    m_progress->show();
    showState();
    Future<ApplicationClient *> registry = m_session.registry();
    whenFinished<ApplicationClient *>(this, registry, [this](Future<ApplicationClient *> finished) {
        const Result<ApplicationClient *> client = resultOf<ApplicationClient *>(finished);
        if (client)
            run(*client);
        else
            end(fail(client.error()));
    });
}

void UnregisterPanel::run(ApplicationClient *client)
{
    m_work = client->unregisterApplication();
    auto *watcher = new QFutureWatcher<Result<void>>(this);
    connect(watcher, &QFutureWatcherBase::progressRangeChanged, m_progress, &QProgressBar::setRange);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this](int value) {
        m_progress->setValue(value);
        m_progress->setFormat(tr("%1 of %2 devices deleted")
                                  .arg(texts::count(static_cast<quint64>(value)),
                                       texts::count(static_cast<quint64>(std::max(0, m_progress->maximum())))));
    });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(m_work);
    whenFinished<void>(this, m_work, [this](Future<void> finished) { end(resultOf<void>(finished)); });
}

void UnregisterPanel::end(const Result<void> &result)
{
    m_running = false;
    m_confirm->clear();
    m_progress->hide();
    showState();
    if (result)
        Q_EMIT unregistered();
    else
        Q_EMIT failed(result.error());
}

void UnregisterPanel::showState()
{
    m_confirm->setEnabled(!m_running);
    m_go->setEnabled(!m_running && m_confirm->text().trimmed() == m_session.appId().toString());
    m_cancel->setText(m_running ? tr("Stop") : tr("Cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
}

} // namespace thingsdesk
