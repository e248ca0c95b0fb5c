// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/connectioncheckview.h"

#include "gui/base/texts.h"
#include "gui/connect/checkstepline.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

using Id = CheckStep::Id;

constexpr std::array allSteps{Id::DiscoveryReached, Id::CertificateTrusted, Id::HandlerFound,      Id::HandlerReached,
                              Id::KeyAccepted,      Id::BrokerReached,      Id::BrokerAcceptedKey, Id::Subscribed};

QPushButton *sideButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(QString(text).remove(u'&'));
    button->setAutoDefault(false);
    return button;
}

} // namespace

ConnectionCheckView::ConnectionCheckView(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel(this))
    , m_stop(sideButton(tr("S&top"), QStringLiteral("stopCheckButton"), this))
    , m_copy(sideButton(tr("Copy &report"), QStringLiteral("copyReportButton"), this))
{
    m_copy->setToolTip(tr("Copy all steps as text, without keys, to send to whoever runs the network"));
    m_summary->setObjectName(QStringLiteral("checkSummaryLabel"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_summary, 1);
    head->addWidget(m_stop, 0, Qt::AlignTop);
    head->addWidget(m_copy, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addSpacing(4);
    for (const Id id : allSteps) {
        auto *step = new CheckStepLine(id, this);
        connect(step, &CheckStepLine::helpWanted, this, [this, id](CheckHelp help) { onHelp(id, help); });
        layout->addWidget(step);
        m_lines.append(step);
    }
    layout->addStretch(1); // the steps stay together in a high window
    connect(m_stop, &QPushButton::clicked, this, &ConnectionCheckView::cancel);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(report()); });
    reset();
}

ConnectionCheckView::~ConnectionCheckView() = default;

void ConnectionCheckView::run(std::unique_ptr<ConnectionCheck> check)
{
    reset();
    m_check = std::move(check);
    connect(m_check.get(), &ConnectionCheck::stepFinished, this, &ConnectionCheckView::onStep);
    connect(m_check.get(), &ConnectionCheck::finished, this, &ConnectionCheckView::onFinished);
    m_lines.first()->setState(CheckStepLine::State::Running);
    showSummary();
    m_check->run();
}

void ConnectionCheckView::cancel()
{
    if (!isRunning())
        return;
    m_cancelled = true;
    m_check->cancel();
}

void ConnectionCheckView::reset()
{
    m_check.reset();
    m_passed.reset();
    m_cancelled = false;
    m_outdated = false;
    m_rights = {};
    for (CheckStepLine *step : std::as_const(m_lines))
        step->setState(CheckStepLine::State::Waiting);
    showSummary();
}

void ConnectionCheckView::setOutdated()
{
    cancel();
    m_outdated = m_passed.has_value();
    showSummary();
}

bool ConnectionCheckView::isRunning() const
{
    return m_check && !m_passed;
}

QWidget *ConnectionCheckView::firstFailed() const
{
    const auto failed = std::find_if(m_lines.begin(), m_lines.end(), [](const CheckStepLine *shown) {
        return shown->state() == CheckStepLine::State::Failed;
    });
    return failed == m_lines.end() ? nullptr : *failed;
}

QString ConnectionCheckView::report() const
{
    QString text = tr("Connection check, %1\n").arg(QString::fromLatin1(Timestamp::now().toRfc3339()));
    for (const CheckStepLine *shown : m_lines) {
        const CheckStep &step = shown->step();
        text += QStringLiteral("%1: %2").arg(stepTitle(step.id), shown->stateText());
        if (step.ok && !step.skipped)
            text += QStringLiteral(", %1 ms").arg(step.time.count());
        if (!step.note.isEmpty())
            text += QStringLiteral(" (%1)").arg(step.note);
        text += u'\n';
        if (step.failure) {
            text += QStringLiteral("    %1\n").arg(step.failure->text);
            if (!step.failure->detail.isEmpty())
                text += QStringLiteral("    %1\n").arg(step.failure->detail);
        }
    }
    return text;
}

void ConnectionCheckView::onStep(const CheckStep &step)
{
    line(step.id)->setOutcome(step);
    const auto next = std::find_if(m_lines.begin(), m_lines.end(), [](const CheckStepLine *shown) {
        return shown->state() == CheckStepLine::State::Waiting;
    });
    // Only the last step, or one that later ones do not need, is followed by none or by a running one.
    if (next != m_lines.end())
        (*next)->setState(CheckStepLine::State::Running);
}

void ConnectionCheckView::onFinished(bool allOk)
{
    m_passed = allOk;
    m_rights = m_check->rights();
    for (CheckStepLine *step : std::as_const(m_lines)) {
        if (step->state() == CheckStepLine::State::Waiting || step->state() == CheckStepLine::State::Running)
            step->setState(CheckStepLine::State::NotReached);
    }
    showSummary();
    // Not now: the check is still within its signal.
    m_check.release()->deleteLater();
    Q_EMIT finished(allOk);
}

void ConnectionCheckView::onHelp(CheckStep::Id id, CheckHelp help)
{
    switch (help) {
    case CheckHelp::ChooseCertificate:
        Q_EMIT certificateWanted(id);
        break;
    case CheckHelp::AllowPlaintext:
        Q_EMIT plaintextAllowanceWanted();
        break;
    case CheckHelp::EnterKey:
        Q_EMIT keyWanted();
        break;
    case CheckHelp::EditApplicationId:
        Q_EMIT applicationIdWanted();
        break;
    case CheckHelp::EditAddress:
        Q_EMIT addressWanted(id);
        break;
    case CheckHelp::RegisterApplication:
        Q_EMIT registrationWanted();
        break;
    }
}

void ConnectionCheckView::showSummary()
{
    const auto said = [](const QString &name, const std::optional<bool> &may) {
        return name + (!may ? tr(": unknown") : *may ? tr(": yes") : tr(": no"));
    };
    if (isRunning())
        m_summary->setText(tr("Checking…"));
    else if (m_outdated)
        m_summary->setText(tr("The input has changed since this check. Check again."));
    else if (m_cancelled)
        m_summary->setText(tr("The check was stopped."));
    else if (!m_passed)
        m_summary->setText(tr("Tries the way to the application step by step. Nothing is changed."));
    else if (*m_passed)
        m_summary->setText(
            tr("The connection works. This key may: %1.")
                .arg(QStringList{said(tr("settings"), m_rights.settings), said(tr("devices"), m_rights.devices),
                                 said(tr("read uplinks"), m_rights.readUplinks),
                                 said(tr("send downlinks"), m_rights.sendDownlinks)}
                         .join(QStringLiteral(", "))));
    else
        m_summary->setText(tr("The connection does not work yet. The failed step says why."));
    m_stop->setEnabled(isRunning());
    m_copy->setEnabled(m_passed.has_value());
}

CheckStepLine *ConnectionCheckView::line(CheckStep::Id id) const
{
    return m_lines[static_cast<qsizetype>(id)];
}

} // namespace thingsdesk
