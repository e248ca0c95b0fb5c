// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicesheet.h"

#include "gui/base/icons.h"
#include "gui/devices/bannerprompt.h"
#include "gui/devices/deviceform.h"
#include "gui/devices/devicereview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

QPushButton *makeButton(QWidget *parent, const QString &objectName, const QString &text)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    return button;
}

/// Scrolls up and down only: as wide as what is in it needs.
class FormArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

    QSize minimumSizeHint() const override
    {
        const int width = widget() ? widget()->minimumSizeHint().width() : 0;
        return {width + verticalScrollBar()->sizeHint().width(), 120};
    }
};

} // namespace

DeviceSheet::DeviceSheet(const PageContext &context, BannerPrompt &prompt, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_prompt(prompt)
{
    setObjectName(QStringLiteral("deviceSheet"));
    makeParts();
    setUpConnections();
}

DeviceSheet::~DeviceSheet() = default;

void DeviceSheet::makeParts()
{
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("sheetTitle"));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_closeButton = new QToolButton(this);
    m_closeButton->setObjectName(QStringLiteral("sheetCloseButton"));
    m_closeButton->setIcon(icon(Icon::Cross));
    m_closeButton->setAutoRaise(true);
    m_closeButton->setToolTip(tr("Close (Esc)"));
    m_closeButton->setAccessibleName(tr("Close the sheet"));
    m_closeButton->setFocusPolicy(Qt::StrongFocus);

    m_form = new DeviceForm(m_context.devices, this);
    m_formArea = new FormArea(this);
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(QFrame::NoFrame);
    m_formArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_formArea->setFocusPolicy(Qt::NoFocus);
    m_formArea->setAccessibleName(tr("Device"));
    m_formArea->setWidget(m_form);
    m_form->layout()->setContentsMargins(0, 0, 8, 0);
    m_reading = new QLabel(this);
    m_reading->setAlignment(Qt::AlignCenter);
    m_reading->setWordWrap(true);
    m_review = new DeviceReview(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_reading);
    m_stack->addWidget(m_formArea);
    m_stack->addWidget(m_review);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_closeButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(makeFooter());
}

QWidget *DeviceSheet::makeFooter()
{
    auto *footer = new QWidget(this);
    m_backButton = makeButton(footer, QStringLiteral("backButton"), tr("&Back"));
    m_nextButton = makeButton(footer, QStringLiteral("registerNextButton"), tr("Register and &next"));
    m_registerButton = makeButton(footer, QStringLiteral("registerDeviceButton"), tr("&Register"));
    m_reviewButton = makeButton(footer, QStringLiteral("reviewButton"), tr("Re&view"));
    m_reviewButton->setToolTip(tr("Shows what will be changed, before anything is written"));
    m_saveButton = makeButton(footer, QStringLiteral("saveButton"), tr("&Save"));
    auto *line = new QHBoxLayout(footer);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_backButton);
    line->addStretch();
    for (QPushButton *button : {m_nextButton, m_registerButton, m_reviewButton, m_saveButton})
        line->addWidget(button);
    for (QPushButton *button : {m_registerButton, m_reviewButton, m_saveButton})
        button->setDefault(true);
    return footer;
}

void DeviceSheet::setUpConnections()
{
    connect(m_closeButton, &QToolButton::clicked, this, [this] { leave([] {}); });
    connect(m_backButton, &QPushButton::clicked, this, [this] { show(Stage::Form); });
    connect(m_registerButton, &QPushButton::clicked, this, [this] { registerDevice(false); });
    connect(m_nextButton, &QPushButton::clicked, this, [this] { registerDevice(true); });
    connect(m_reviewButton, &QPushButton::clicked, this, &DeviceSheet::review);
    connect(m_saveButton, &QPushButton::clicked, this, &DeviceSheet::save);
    connect(m_review, &DeviceReview::choiceChanged, this, &DeviceSheet::refreshButtons);
    connect(m_form, &DeviceForm::addressWanted, this, &DeviceSheet::askForAddress);
}

void DeviceSheet::show(Stage stage)
{
    m_stage = stage;
    m_stack->setCurrentIndex(int(stage));
    QWidget::show();
    refreshButtons();
}

void DeviceSheet::refreshButtons()
{
    const bool isNew = m_devId.isEmpty();
    m_title->setText(isNew ? tr("Register a device") : tr("Edit %1").arg(m_devId.toString()));
    m_backButton->setVisible(m_stage == Stage::Review);
    m_registerButton->setVisible(isNew);
    m_nextButton->setVisible(isNew);
    m_reviewButton->setVisible(!isNew && m_stage != Stage::Review);
    m_saveButton->setVisible(m_stage == Stage::Review);
    const bool ready = !m_isBusy && m_lockReason.isEmpty() && m_stage != Stage::Reading;
    m_form->setEnabled(!m_isBusy);
    m_backButton->setEnabled(!m_isBusy);
    m_registerButton->setEnabled(ready);
    m_nextButton->setEnabled(ready);
    m_reviewButton->setEnabled(ready);
    m_saveButton->setEnabled(ready && m_review->isComplete());
    const QString incomplete = m_review->isComplete() ? QString() : tr("Choose what is kept of each field first");
    m_saveButton->setToolTip(m_lockReason.isEmpty() ? incomplete : m_lockReason);
    m_registerButton->setToolTip(m_lockReason);
    m_nextButton->setToolTip(m_lockReason.isEmpty()
                                 ? tr("Registers this device and begins the next one with the same settings")
                                 : m_lockReason);
}

void DeviceSheet::setLocked(const QString &reason)
{
    if (reason == m_lockReason)
        return;
    m_lockReason = reason;
    refreshButtons();
}

void DeviceSheet::openNew()
{
    ++m_opening;
    m_devId = DevId();
    m_registered.clear();
    m_isOpen = true;
    m_isBusy = false;
    m_form->startNew();
    show(Stage::Form);
    m_formArea->ensureVisible(0, 0);
    m_form->focusFirst();
}

void DeviceSheet::openEdit(const DevId &devId)
{
    m_devId = devId;
    m_isOpen = true;
    read();
}

void DeviceSheet::read()
{
    const int opening = ++m_opening;
    m_isBusy = false;
    m_reading->setText(tr("Reading %1 …").arg(m_devId.toString()));
    show(Stage::Reading);
    setFocus();
    whenFinished<Device>(this, devicecalls::read(this, m_context.session, m_devId),
                         [this, opening](Future<Device> finished) {
                             if (opening != m_opening || !m_isOpen)
                                 return;
                             const Result<Device> device = resultOf<Device>(finished);
                             if (!device) {
                                 m_reading->setText(tr("%1 could not be read.").arg(m_devId.toString()));
                                 fail(device.error(), [this] { read(); });
                                 return;
                             }
                             m_form->startEdit(*device);
                             show(Stage::Form);
                             m_formArea->ensureVisible(0, 0);
                             m_form->focusFirst();
                         });
}

QString DeviceSheet::unsavedWork() const
{
    if (!m_isOpen || m_stage == Stage::Reading || !m_form->isTouched())
        return {};
    return m_devId.isEmpty() ? tr("A device that is not registered yet")
                             : tr("The edit of device %1").arg(m_devId.toString());
}

void DeviceSheet::leave(const std::function<void()> &then)
{
    if (unsavedWork().isEmpty()) {
        close();
        then();
        return;
    }
    const QString question =
        m_devId.isEmpty() ? tr("Discard this device? It is not registered yet, and what you typed is lost.")
                          : tr("Discard your changes to %1? Nothing of them was written.").arg(m_devId.toString());
    m_prompt.ask(Banner::Level::Warning, question,
                 {{QStringLiteral("discardButton"), tr("&Discard"),
                   [this, then] {
                       close();
                       then();
                   }},
                  {QStringLiteral("keepEditingButton"), tr("&Keep editing"), [this] { m_form->focusFirst(); }}});
}

void DeviceSheet::close()
{
    if (!m_isOpen)
        return;
    ++m_opening;
    m_isOpen = false;
    m_isBusy = false;
    m_form->concealKeys();
    const QList<Device> devices = std::exchange(m_registered, {});
    Q_EMIT closed();
    if (!devices.isEmpty())
        Q_EMIT registrationEnded(devices);
}

void DeviceSheet::fail(const Failure &failure, const std::function<void()> &again)
{
    QList<BannerAnswer> answers;
    const bool mayPass = failure.isTransient() || failure.cause == Failure::Cause::ConnectionRefused;
    if (mayPass)
        answers.append({QStringLiteral("tryAgainButton"), tr("&Try again"), again});
    m_prompt.fail(failure, answers);
}

void DeviceSheet::registerDevice(bool andNext)
{
    const Result<Device> device = m_form->device();
    if (!device) {
        m_form->focusFirstProblem();
        m_prompt.say(Banner::Level::Warning, device.error().text);
        return;
    }
    m_isBusy = true;
    refreshButtons();
    const int opening = m_opening;
    whenFinished<Device>(this, devicecalls::registerNew(this, m_context.session, *device),
                         [this, opening, andNext](Future<Device> finished) {
                             const Result<Device> written = resultOf<Device>(finished);
                             if (written)
                                 Q_EMIT registered(*written);
                             if (opening != m_opening)
                                 return;
                             m_isBusy = false;
                             refreshButtons();
                             if (written)
                                 deviceRegistered(*written, andNext);
                             else
                                 fail(written.error(), [this, andNext] { registerDevice(andNext); });
                         });
}

void DeviceSheet::deviceRegistered(const Device &device, bool andNext)
{
    m_registered.append(device);
    m_prompt.say(Banner::Level::Success, tr("%1 is registered.").arg(device.devId.toString()));
    if (!andNext) {
        close();
        return;
    }
    m_form->startNext();
    m_formArea->ensureVisible(0, 0);
    m_form->focusFirst();
}

void DeviceSheet::askForAddress()
{
    const int opening = m_opening;
    whenFinished<DevAddr>(this, devicecalls::freeAddress(this, m_context.session),
                          [this, opening](Future<DevAddr> finished) {
                              if (opening != m_opening)
                                  return;
                              const Result<DevAddr> address = resultOf<DevAddr>(finished);
                              if (address)
                                  m_form->setDevAddr(*address);
                              else
                                  fail(address.error(), [this] { askForAddress(); });
                          });
}

void DeviceSheet::review()
{
    const Result<DeviceEdit> edit = m_form->edit();
    if (!edit) {
        m_form->focusFirstProblem();
        m_prompt.say(Banner::Level::Warning, edit.error().text);
    } else if (edit->isEmpty()) {
        m_prompt.say(Banner::Level::Info, tr("Nothing is changed."));
    } else {
        m_review->showEdit(*edit);
        show(Stage::Review);
        m_saveButton->setFocus();
    }
}

void DeviceSheet::save()
{
    const DeviceEdit edit = m_review->resolved();
    if (edit.isEmpty()) {
        // Everything is as somebody else wrote it.
        m_prompt.say(Banner::Level::Info, tr("%1 stays as it is on the server.").arg(m_devId.toString()));
        close();
        return;
    }
    m_isBusy = true;
    refreshButtons();
    const int opening = m_opening;
    whenFinished<DeviceSaving>(this, devicecalls::save(this, m_context.session, edit),
                               [this, opening, edit](Future<DeviceSaving> finished) {
                                   const Result<DeviceSaving> saving = resultOf<DeviceSaving>(finished);
                                   if (saving && saving->isWritten)
                                       Q_EMIT saved(saving->before, saving->after);
                                   if (opening != m_opening)
                                       return;
                                   m_isBusy = false;
                                   refreshButtons();
                                   if (!saving)
                                       fail(saving.error(), [this] { save(); });
                                   else if (saving->hasConflict)
                                       m_review->showConflict(edit, saving->before);
                                   else
                                       close();
                                   refreshButtons();
                               });
}

void DeviceSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        leave([] {});
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || m_isBusy) {
        QWidget::keyPressEvent(event);
        return;
    }
    for (QPushButton *button : {m_saveButton, m_reviewButton, m_registerButton}) {
        if (button->isVisible() && button->isEnabled()) {
            button->click();
            return;
        }
    }
}

} // namespace thingsdesk
