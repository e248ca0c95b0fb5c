// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/checkstepline.h"

#include "gui/base/texts.h"
#include "gui/base/tones.h"
#include "gui/connect/elidedlabel.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace thingsdesk {

namespace {

QString signOf(CheckStepLine::State state)
{
    switch (state) {
    case CheckStepLine::State::Waiting:
        return QStringLiteral("○");
    case CheckStepLine::State::Running:
        return QStringLiteral("▶");
    case CheckStepLine::State::Passed:
        return QStringLiteral("✓");
    case CheckStepLine::State::Failed:
        return QStringLiteral("✗");
    case CheckStepLine::State::Skipped:
    case CheckStepLine::State::NotReached:
        return QStringLiteral("–");
    }
    return {};
}

QString camelCase(const QString &words)
{
    QString name;
    for (const QString &word : words.split(u' '))
        name += name.isEmpty() ? word : word.left(1).toUpper() + word.mid(1);
    return name;
}

QLabel *textLabel(QWidget *parent, const QString &objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *wrappedLabel(QWidget *parent, const QString &objectName, const QString &text)
{
    QLabel *label = textLabel(parent, objectName);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

CheckStepLine::CheckStepLine(CheckStep::Id id, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_sign(textLabel(this, QStringLiteral("stepSign")))
    , m_title(textLabel(this, QStringLiteral("stepTitle")))
    , m_stateLabel(textLabel(this, QStringLiteral("stepState")))
    , m_time(textLabel(this, QStringLiteral("stepTime")))
    , m_note(new ElidedLabel(this))
{
    m_step.id = id;
    setObjectName(camelCase(checkStepName(id)) + QStringLiteral("Step"));
    m_title->setText(stepTitle(id));
    m_sign->setAlignment(Qt::AlignCenter);
    m_time->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_note->setObjectName(QStringLiteral("stepNote"));
    const QFontMetrics metrics = fontMetrics();
    m_sign->setFixedWidth(metrics.horizontalAdvance(u'M') * 2);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFixedWidth(QFontMetrics(bold).horizontalAdvance(stepTitle(CheckStep::Id::HandlerFound)) + 8);
    m_stateLabel->setFixedWidth(metrics.horizontalAdvance(tr("not needed")) + 8);
    m_time->setFixedWidth(metrics.horizontalAdvance(texts::duration(std::chrono::milliseconds(99'999))) + 16);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    int column = 0;
    for (QLabel *label : std::initializer_list<QLabel *>{m_sign, m_title, m_stateLabel, m_time, m_note})
        m_grid->addWidget(label, 0, column++);
    m_grid->setColumnStretch(4, 1);
    showState();
}

void CheckStepLine::setState(State state)
{
    m_state = state;
    const CheckStep::Id id = m_step.id;
    m_step = {};
    m_step.id = id;
    showState();
    showAdvice();
}

void CheckStepLine::setOutcome(const CheckStep &step)
{
    m_step = step;
    m_state = step.skipped ? State::Skipped : step.ok ? State::Passed : State::Failed;
    showState();
    showAdvice();
}

QString CheckStepLine::stateText() const
{
    switch (m_state) {
    case State::Waiting:
        return tr("waiting");
    case State::Running:
        return tr("running…");
    case State::Passed:
        return tr("ok");
    case State::Failed:
        return tr("failed");
    case State::Skipped:
        return tr("not needed");
    case State::NotReached:
        return tr("not tried");
    }
    return {};
}

void CheckStepLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

void CheckStepLine::showState()
{
    const bool tried = m_state == State::Passed || m_state == State::Failed;
    m_sign->setText(signOf(m_state));
    m_stateLabel->setText(stateText());
    m_time->setText(tried ? texts::duration(m_step.time) : QString());
    m_note->setText(texts::plain(m_step.note));
    QPalette colours = palette();
    if (tried)
        colours.setColor(QPalette::WindowText,
                         toneColor(m_state == State::Passed ? Tone::Success : Tone::Error, palette()));
    m_sign->setPalette(colours);
    m_stateLabel->setPalette(colours);
    QFont font = m_title->font();
    font.setBold(m_state == State::Running || m_state == State::Failed);
    m_title->setFont(font);
    setAccessibleName(QStringLiteral("%1: %2 %3").arg(m_title->text(), stateText(), m_note->text()));
}

void CheckStepLine::showAdvice()
{
    delete std::exchange(m_advice, nullptr);
    if (!m_step.failure)
        return;
    const CheckAdvice advice = adviceFor(m_step);
    m_advice = new QWidget(this);
    m_advice->setObjectName(QStringLiteral("stepAdvice"));
    auto *layout = new QVBoxLayout(m_advice);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(4);
    layout->addWidget(wrappedLabel(m_advice, QStringLiteral("failureText"), texts::plain(m_step.failure->text, 2000)));
    QString causes = advice.causes.size() > 1 ? tr("Likely causes, the likeliest first:") : tr("Likely cause:");
    for (qsizetype i = 0; i < advice.causes.size(); ++i)
        causes += advice.causes.size() > 1 ? QStringLiteral("\n  %1. %2").arg(i + 1).arg(advice.causes[i])
                                           : u' ' + advice.causes[i];
    layout->addWidget(wrappedLabel(m_advice, QStringLiteral("causesText"), causes));
    addHelpButtons(layout, advice);
    m_grid->addWidget(m_advice, 1, 1, 1, 4);
    // At once: the layout itself would show it only with the next turn of the event loop.
    m_advice->show();
}

void CheckStepLine::addHelpButtons(QBoxLayout *layout, const CheckAdvice &advice)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (const CheckHelp help : advice.helps) {
        auto *button = new QPushButton(helpLabel(help), m_advice);
        button->setObjectName(helpName(help) + QStringLiteral("Button"));
        button->setAccessibleName(helpLabel(help));
        button->setAutoDefault(false);
        // Queued: what helps may start the check anew, which takes the button away.
        connect(
            button, &QPushButton::clicked, this, [this, help] { Q_EMIT helpWanted(help); }, Qt::QueuedConnection);
        row->addWidget(button);
    }
    if (!m_step.failure->detail.isEmpty()) {
        auto *button = new QPushButton(tr("Show details"), m_advice);
        button->setObjectName(QStringLiteral("stepDetailsButton"));
        button->setAccessibleName(button->text());
        button->setCheckable(true);
        button->setAutoDefault(false);
        row->addWidget(button);
        QLabel *detail =
            wrappedLabel(m_advice, QStringLiteral("detailText"), texts::plain(m_step.failure->detail, 4000));
        detail->hide();
        connect(button, &QPushButton::toggled, detail, &QWidget::setVisible);
        row->addStretch(1);
        layout->addLayout(row);
        layout->addWidget(detail);
        return;
    }
    row->addStretch(1);
    layout->addLayout(row);
}

} // namespace thingsdesk
