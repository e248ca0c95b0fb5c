// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/uplinktestpane.h"

#include "core/futures.h"
#include "gui/base/icons.h"
#include "gui/base/texts.h"
#include "gui/payload/bytesfield.h"
#include "gui/payload/lppcomposer.h"
#include "gui/payload/resulttexts.h"
#include "models/uplinkmime.h"
#include "payload/resultnotes.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int offeredUplinks = 20;

HistoryFilter uplinkFilter()
{
    HistoryFilter filter;
    filter.kinds = {RecordKind::Uplink};
    return filter;
}

QString uplinkTitle(const HistoryRecord &record)
{
    const UplinkMessage &uplink = *record.uplink();
    QString bytes = texts::hexPairs(uplink.payload);
    if (bytes.size() > 36)
        bytes = bytes.left(36) + u'…';
    return u"%1   %2   %3   %4"_s
        .arg(texts::clock(record.received), uplink.devId.toString(), UplinkTestPane::tr("port %1").arg(uplink.port),
             bytes)
        .replace(u'&', u"&&"_s);
}

} // namespace

UplinkTestPane::UplinkTestPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_test(context)
{
    setAcceptDrops(true);
    makeLayout();
    connectTest();
}

void UplinkTestPane::makeLayout()
{
    m_bytes = new BytesField(this);
    m_bytes->setObjectName(u"uplinkBytesField"_s);
    setFocusProxy(m_bytes);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"uplinkPortBox"_s);
    m_port->setAccessibleName(tr("Port of the uplink"));
    m_port->setRange(0, 255);
    m_port->setValue(1);
    auto *portLabel = new QLabel(tr("P&ort:"), this);
    portLabel->setBuddy(m_port);
    m_fromButton = new QToolButton(this);
    m_fromButton->setObjectName(u"fromUplinkButton"_s);
    m_fromButton->setText(tr("From up&link…"));
    m_fromButton->setToolTip(tr("Take bytes and port of one of the last uplinks"));
    m_fromButton->setFocusPolicy(Qt::StrongFocus);
    m_handlerButton = new QPushButton(tr("As&k the handler"), this);
    m_handlerButton->setObjectName(u"uplinkHandlerButton"_s);
    m_handlerButton->setAutoDefault(false);
    m_result = new ResultView(u"uplink"_s, CodeLanguage::Json, this);
    m_result->setObjectName(u"uplinkResult"_s);
    m_result->setHandlerNote(tr("not asked yet"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(portLabel);
    row->addWidget(m_port);
    row->addWidget(m_fromButton);
    row->addStretch(1);
    row->addWidget(m_handlerButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 0, 0);
    column->setSpacing(8);
    m_composer = new LppComposer(this);
    m_composer->hide();
    column->addWidget(m_bytes);
    column->addLayout(row);
    column->addWidget(m_composer);
    column->addWidget(m_result, 1);
    m_note = new QLabel(this);
    m_note->setObjectName(u"uplinkNoteLabel"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    column->addWidget(m_note);
    connect(m_bytes, &BytesField::bytesChanged, this, &UplinkTestPane::updateCase);
    connect(m_composer, &LppComposer::payloadComposed, m_bytes, &BytesField::setBytes);
    connect(m_port, &QSpinBox::valueChanged, this, &UplinkTestPane::updateCase);
    connect(m_fromButton, &QToolButton::clicked, this, &UplinkTestPane::offerUplinks);
    connect(m_handlerButton, &QPushButton::clicked, this, &UplinkTestPane::handlerWanted);
    setHandlerEnabled(true, {});
}

void UplinkTestPane::connectTest()
{
    connect(&m_test, &UplinkTest::decodedHere, this, &UplinkTestPane::showHere);
    connect(&m_test, &UplinkTest::failedHere, this, [this](const Failure &failure) {
        m_result->setHere({failure.text, tr("not run"), true});
    });
    connect(&m_test, &UplinkTest::handlerOutdated, this, [this] { m_result->setHandlerNote(tr("not asked yet")); });
    connect(&m_test, &UplinkTest::decodedByHandler, this,
            [this](const DecodeResult &result, std::chrono::milliseconds time) {
                m_result->setHandler(decodeOutcome(result, texts::duration(time)));
                Q_EMIT loggedByHandler(result.logs);
            });
    connect(&m_test, &UplinkTest::failedAtHandler, this,
            [this](const Failure &failure) { m_result->setHandlerNote(failure.text); });
}

void UplinkTestPane::setFunctions(PayloadFormat format, const PayloadFunctions &functions)
{
    m_format = format;
    m_functions = functions;
    m_hasFunctions = true;
    m_composer->setVisible(format == PayloadFormat::CayenneLpp);
    updateCase();
}

void UplinkTestPane::setUplink(const UplinkMessage &uplink)
{
    setInput(uplink.payload, uplink.port);
}

void UplinkTestPane::setInput(const QByteArray &bytes, quint8 port)
{
    m_port->setValue(port);
    m_bytes->setBytes(bytes);
}

std::optional<TestVector> UplinkTestPane::vector() const
{
    const UplinkCase &tested = m_test.currentCase();
    if (!m_here || tested.bytes.isEmpty() || tested.bytes != m_bytes->bytes())
        return {};
    TestVector vector;
    vector.name = tr("port %1: %2").arg(tested.port).arg(texts::hexPairs(tested.bytes).left(30));
    vector.port = tested.port;
    vector.bytes = tested.bytes;
    vector.valid = m_here->valid;
    vector.fields = QJsonDocument::fromJson(m_here->fields).object();
    if (m_here->error)
        vector.error = ScriptError::messageOf(m_here->error->text);
    return vector;
}

void UplinkTestPane::takeLastUplink()
{
    if (!m_bytes->bytes() || !m_bytes->bytes()->isEmpty())
        return;
    whenFinished<HistoryPage>(this, m_context.session.history().pageBefore(uplinkFilter(), 0, 1),
                              [this](Future<HistoryPage> done) {
                                  const Result<HistoryPage> page = resultOf(done);
                                  const bool isStillEmpty = m_bytes->bytes() && m_bytes->bytes()->isEmpty();
                                  if (page && !page->records.isEmpty() && isStillEmpty)
                                      setUplink(*page->records.last().uplink());
                              });
}

void UplinkTestPane::updateCase()
{
    if (!m_hasFunctions || !m_bytes->bytes())
        return;
    m_here.reset();
    m_composer->setPayload(*m_bytes->bytes());
    m_test.setCase({m_format, m_functions, *m_bytes->bytes(), quint8(m_port->value())});
}

void UplinkTestPane::showHere(const DecodeResult &result)
{
    m_here = result;
    std::optional<ScriptError> error = result.error ? ScriptError::parse(result.error->text) : std::nullopt;
    // Without bytes most functions fail, which says nothing; but their syntax is looked at.
    if (m_test.currentCase().bytes.isEmpty() && !(error && error->line)) {
        error.reset();
        m_result->setHere({{}, tr("enter bytes, or take those of an uplink"), false});
    } else {
        m_result->setHere(decodeOutcome(result, workerTime(result.nanoseconds)));
    }
    showNotes(result);
    Q_EMIT errorFound(error);
    Q_EMIT loggedHere(result.logs);
}

/// What the handler may make of the result, and cannot be seen here.
void UplinkTestPane::showNotes(const DecodeResult &result)
{
    QStringList notes;
    const auto named = [](const QStringList &paths) { return texts::plain(paths.join(u", "_s), 120); };
    if (const QStringList paths = possibleBase64(result.fields); !paths.isEmpty())
        notes += tr("Where these bytes come unchanged from the payload, the handler publishes base64 text in place of "
                    "the numbers: %1. It shows when you ask it.")
                     .arg(named(paths));
    if (const QStringList paths = arraysOfNumberArrays(result.fields); !paths.isEmpty())
        notes += tr("The handler ends the function where the lists within %1 hold numbers of unlike origin (payload, "
                    "literal, shift, division). It shows when you ask it.")
                     .arg(named(paths));
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty() && !result.error && m_format == PayloadFormat::Custom);
}

void UplinkTestPane::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(uplinkMimeType()))
        event->acceptProposedAction();
}

void UplinkTestPane::dropEvent(QDropEvent *event)
{
    if (const std::optional<UplinkMessage> uplink = uplinkOf(*event->mimeData())) {
        setUplink(*uplink);
        event->acceptProposedAction();
    }
}

void UplinkTestPane::askHandler()
{
    m_result->setHandlerNote(tr("asking…"));
    m_test.askHandler();
}

void UplinkTestPane::setHandlerEnabled(bool enabled, const QString &reason)
{
    m_handlerButton->setEnabled(enabled);
    m_handlerButton->setToolTip(enabled ? tr("Decode with these functions at the handler, saving nothing (Ctrl+Enter)")
                                        : reason);
}

void UplinkTestPane::offerUplinks()
{
    const auto future = m_context.session.history().pageBefore(uplinkFilter(), 0, offeredUplinks);
    whenFinished<HistoryPage>(this, future, [this](Future<HistoryPage> done) {
        const Result<HistoryPage> page = resultOf(done);
        auto *menu = new QMenu(this);
        menu->setObjectName(u"fromUplinkMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        if (!page || page->records.isEmpty())
            menu->addAction(tr("No uplinks yet"))->setEnabled(false);
        else
            for (const HistoryRecord &record : page->records) {
                auto *action = new QAction(uplinkTitle(record), menu); // the newest first
                connect(action, &QAction::triggered, this, [this, uplink = *record.uplink()] { setUplink(uplink); });
                menu->insertAction(menu->actions().value(0), action);
            }
        menu->popup(m_fromButton->mapToGlobal(QPoint(0, m_fromButton->height())));
    });
}

} // namespace thingsdesk
