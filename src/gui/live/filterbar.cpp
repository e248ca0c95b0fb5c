// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/filterbar.h"

#include "core/futures.h"
#include "gui/base/fieldcompleter.h"
#include "gui/base/icons.h"
#include "gui/base/texts.h"
#include "ui_livefilterbar.h"

#include <QAction>
#include <QScopedValueRollback>

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr std::chrono::milliseconds typingPause{300};

QString kindLabel(const QString &name)
{
    const auto kind = recordKindFromName(name);
    return kind ? texts::kindSymbol(*kind) + QLatin1Char(' ') + texts::kind(*kind) : name;
}

template <class Map, class Key, class Label>
QList<FacetChoice> choicesOf(const Map &map, Key key, Label label)
{
    QList<FacetChoice> choices;
    for (auto it = map.begin(); it != map.end(); ++it)
        choices.append({key(it.key()), label(it.key()), it.value()});
    return choices;
}

QString itself(const QString &text)
{
    return text;
}

QString idText(const DevId &id)
{
    return id.toString();
}

QString portText(quint8 port)
{
    return QString::number(port);
}

QStringList sorted(QStringList list)
{
    std::sort(list.begin(), list.end());
    return list;
}

template <class Set, class Text>
QStringList textsOf(const Set &set, Text text)
{
    QStringList list;
    for (const auto &value : set)
        list.append(text(value));
    return sorted(list);
}

QSet<QString> setOf(const QStringList &list)
{
    return {list.begin(), list.end()};
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FilterBar>())
{
    m_ui->setupUi(this);
    m_ui->kindButton->setTitle(tr("Kind"));
    m_ui->kindButton->setLabelOf(kindLabel);
    m_ui->deviceButton->setTitle(tr("Device"));
    m_ui->portButton->setTitle(tr("Port"));
    m_ui->gatewayButton->setTitle(tr("Gateway"));
    m_ui->dataRateButton->setTitle(tr("Data rate"));
    m_ui->dataRateButton->setLabelOf(texts::dataRate);
    m_ui->fieldsEdit->addAction(icon(Icon::Filter, Tone::Muted), QLineEdit::LeadingPosition);
    m_ui->textEdit->addAction(icon(Icon::Search, Tone::Muted), QLineEdit::LeadingPosition);
    m_completer = new FieldCompleter(*m_ui->fieldsEdit);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connectControls();
    show({});
}

FilterBar::~FilterBar() = default;

void FilterBar::connectControls()
{
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::take);
    for (FacetButton *button :
         {m_ui->kindButton, m_ui->deviceButton, m_ui->portButton, m_ui->gatewayButton, m_ui->dataRateButton}) {
        connect(button, &FacetButton::aboutToOpen, this, &FilterBar::readFacets);
        connect(button, &FacetButton::chosenChanged, this, &FilterBar::take);
    }
    for (QLineEdit *edit : {m_ui->fieldsEdit, m_ui->textEdit}) {
        connect(edit, &QLineEdit::textChanged, this, [this] {
            if (!m_showing)
                m_typing.start();
        });
        connect(edit, &QLineEdit::returnPressed, this, &FilterBar::take);
    }
    connect(m_ui->timeButton, &TimeRangeButton::rangeChanged, this, &FilterBar::take);
    connect(m_ui->withoutRepeatsCheckBox, &QCheckBox::toggled, this, &FilterBar::take);
    connect(m_ui->resetButton, &QPushButton::clicked, this, &FilterBar::reset);
    connect(m_ui->viewsButton, &SavedViewsButton::viewChosen, this, &FilterBar::setFilter);
}

void FilterBar::setSources(HistoryStore &history, Preferences &preferences, const QUuid &application)
{
    m_history = &history;
    m_views = std::make_unique<SavedViews>(preferences, application);
    m_ui->viewsButton->setViews(*m_views);
    readFacets();
}

void FilterBar::readFacets()
{
    if (m_history == nullptr || m_reading)
        return;
    m_reading = true;
    whenFinished<HistoryFacets>(this, m_history->facets(), [this](Future<HistoryFacets> finished) {
        m_reading = false;
        const auto facets = resultOf<HistoryFacets>(finished);
        if (facets)
            showFacets(*facets);
        else
            Q_EMIT failed(facets.error());
    });
    whenFinished<QStringList>(this, m_history->fieldPaths(), [this](Future<QStringList> finished) {
        if (const auto paths = resultOf<QStringList>(finished))
            m_completer->setPaths(*paths);
    });
}

void FilterBar::showFacets(const HistoryFacets &facets)
{
    m_ui->kindButton->setChoices(
        choicesOf(facets.kinds, recordKindName, [](RecordKind kind) { return kindLabel(recordKindName(kind)); }));
    m_ui->deviceButton->setChoices(choicesOf(facets.devices, idText, idText));
    m_ui->portButton->setChoices(choicesOf(facets.ports, portText, portText));
    m_ui->gatewayButton->setChoices(choicesOf(facets.gateways, itself, itself));
    m_ui->dataRateButton->setChoices(choicesOf(facets.dataRates, itself, texts::dataRate));
}

void FilterBar::setFilter(const LiveFilter &filter)
{
    m_filter = filter;
    showFilter();
    Q_EMIT filterChanged(m_filter);
}

void FilterBar::reset()
{
    setFilter({});
}

void FilterBar::showFilter()
{
    const QScopedValueRollback showing(m_showing, true);
    const HistoryFilter &condition = m_filter.condition;
    m_typing.stop();
    m_ui->kindButton->setChosen(textsOf(condition.kinds, recordKindName));
    m_ui->deviceButton->setChosen(textsOf(condition.devices, idText));
    m_ui->portButton->setChosen(textsOf(condition.ports, portText));
    m_ui->gatewayButton->setChosen(textsOf(condition.gateways, itself));
    m_ui->dataRateButton->setChosen(textsOf(condition.dataRates, itself));
    m_ui->fieldsEdit->setText(condition.fields.text());
    m_ui->textEdit->setText(condition.text);
    m_ui->withoutRepeatsCheckBox->setChecked(condition.withoutDuplicates);
    m_ui->timeButton->setRange(m_filter.range);
    show({});
}

void FilterBar::take()
{
    if (m_showing)
        return;
    m_typing.stop();
    LiveFilter filter;
    HistoryFilter &condition = filter.condition;
    for (const QString &name : m_ui->kindButton->chosen())
        condition.kinds.insert(recordKindFromName(name).value_or(RecordKind::OtherEvent));
    for (const QString &id : m_ui->deviceButton->chosen())
        condition.devices.insert(DevId::fromServer(id));
    for (const QString &port : m_ui->portButton->chosen())
        condition.ports.insert(quint8(port.toUShort()));
    condition.gateways = setOf(m_ui->gatewayButton->chosen());
    condition.dataRates = setOf(m_ui->dataRateButton->chosen());
    condition.text = m_ui->textEdit->text().trimmed();
    condition.withoutDuplicates = m_ui->withoutRepeatsCheckBox->isChecked();
    filter.range = m_ui->timeButton->range();
    const auto fields = FieldExpression::parse(m_ui->fieldsEdit->text());
    condition.fields = fields ? *fields : m_filter.condition.fields;
    const bool isChanged = filter != m_filter;
    m_filter = filter;
    show(fields ? QString() : fields.error().text);
    if (isChanged)
        Q_EMIT filterChanged(m_filter);
}

void FilterBar::show(const QString &error)
{
    m_summary = m_filter.summary();
    if (m_summary.isEmpty())
        m_summary = tr("No filter: everything is shown");
    if (!error.isEmpty())
        m_summary = QStringLiteral("⚠ ") + texts::plain(error);
    m_ui->resetButton->setEnabled(!m_filter.isEmpty() || !error.isEmpty());
    m_ui->fieldsEdit->setAccessibleDescription(error);
    m_ui->viewsButton->setPresent(m_filter);
    Q_EMIT summaryChanged(m_summary, !error.isEmpty());
}

void FilterBar::focusFilter()
{
    m_ui->fieldsEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->fieldsEdit->selectAll();
}

} // namespace thingsdesk
