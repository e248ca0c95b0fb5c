// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/valuewriter.h"

#include "payload/worker/jsonout.h"
#include "payload/worker/valuereader.h"

#include <cmath>
#include <cstdio>
#include <cstring>

namespace thingsdesk {

namespace {

constexpr int maximumDepth = 31; // levels below the top, arrays and objects alike

constexpr const char *tooDeepText = "&{{RangeError Maximum stack size exceeded [] %!s(int=-1)}}";

const char *goName(std::uint8_t base)
{
    static constexpr const char *names[] = {"interface {}", "interface {}", "map[string]interface {}", "string", "bool",
                                            "int64",        "float64"};
    return names[base];
}

} // namespace

ValueWriter::ValueWriter(js_State *state, std::string &out, bool marksNulls)
    : m_state(state)
    , m_out(out)
    , m_marksNulls(marksNulls)
{
}

void ValueWriter::write(int index)
{
    js_copy(m_state, index);
    value(0);
    js_pop(m_state, 1);
}

void ValueWriter::refuse(Fault fault, const char *text)
{
    // NaN is found last over there, when the exported value is written as JSON.
    if (m_fault != Fault::None && !(m_fault == Fault::NotFinite && fault != Fault::NotFinite))
        return;
    m_fault = fault;
    std::snprintf(m_faultText, sizeof m_faultText, "%s", text);
}

/// Writes the value on top of the stack, and leaves it there.
ValueWriter::GoType ValueWriter::value(int depth)
{
    switch (js_type(m_state, -1)) {
    case JS_ISBOOLEAN:
        m_out += js_toboolean(m_state, -1) ? "true" : "false";
        return {GoType::Bool};
    case JS_ISNUMBER: {
        const double number = js_tonumber(m_state, -1);
        if (!std::isfinite(number))
            refuse(Fault::NotFinite, std::isnan(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf");
        jsonout::appendNumber(m_out, number);
        return {number == std::trunc(number) ? GoType::Int : GoType::Float};
    }
    case JS_ISSTRING:
        jsonout::appendString(m_out, js_tostring(m_state, -1));
        return {GoType::String};
    case JS_ISFUNCTION:
    case JS_ISOBJECT:
        break;
    default:
        m_out += "null";
        return {GoType::Nil};
    }
    if (depth > maximumDepth) {
        refuse(Fault::TooDeep, tooDeepText);
        m_out += "null";
        return {GoType::Nil};
    }
    if (js_isarray(m_state, -1))
        return array(depth);
    if (js_iserror(m_state, -1))
        errorObject();
    else
        object(depth);
    return {GoType::Map};
}

void ValueWriter::object(int depth)
{
    m_out += '{';
    bool first = true;
    bool marked = false;
    if (m_marksNulls && js_hasproperty(m_state, -1, nullMarker)) {
        js_pop(m_state, 1);
        marked = true;
    }
    js_pushiterator(m_state, -1, 1); // walks in the order of strcmp, which is the handler's order
    while (const char *name = js_nextiterator(m_state, -1)) {
        js_getproperty(m_state, -2, name);
        member(name, marked, depth, first);
        js_pop(m_state, 1);
        if (m_fault > Fault::NotFinite)
            break;
    }
    js_pop(m_state, 1);
    m_out += '}';
}

/// The member whose value is on top.
void ValueWriter::member(const char *name, bool marked, int depth, bool &first)
{
    if (js_isundefined(m_state, -1) && !marked)
        return;
    if (!first)
        m_out += ',';
    first = false;
    jsonout::appendString(m_out, name);
    m_out += ':';
    value(depth + 1);
}

/// Errors have these two members there, whatever the engine keeps here.
void ValueWriter::errorObject()
{
    m_out += "{\"message\":";
    js_getproperty(m_state, -1, "message");
    jsonout::appendString(m_out, js_tostring(m_state, -1));
    js_pop(m_state, 1);
    m_out += ",\"name\":";
    js_getproperty(m_state, -1, "name");
    jsonout::appendString(m_out, js_tostring(m_state, -1));
    js_pop(m_state, 1);
    m_out += '}';
}

ValueWriter::GoType ValueWriter::array(int depth)
{
    m_out += '[';
    Elements elements;
    const int length = js_getlength(m_state, -1);
    for (int i = 0; i < length && m_fault <= Fault::NotFinite; ++i) {
        if (!js_hasindex(m_state, -1, i))
            continue; // a hole
        if (elements.count > 0)
            m_out += ',';
        elements.add(value(depth + 1));
        js_pop(m_state, 1);
    }
    m_out += ']';
    if (elements.oneKind && elements.count > 0 && elements.last.slices > 0) {
        if (!isAssignable(elements.first, elements.last))
            refuseUnlike(elements.first, elements.last);
        else if (elements.hasOther && !isAssignable(elements.other, elements.last))
            refuseUnlike(elements.other, elements.last);
    }
    return elements.sliceType();
}

bool ValueWriter::isAssignable(GoType from, GoType to)
{
    const auto isNumber = [](GoType type) { return type.base == GoType::Int || type.base == GoType::Float; };
    if (from.slices != to.slices)
        return false;
    if (from.base == to.base || (isNumber(from) && isNumber(to)))
        return true;
    // Several numbers may be of different kinds there, and then stand as interfaces: in doubt it goes.
    return (!from.isSure && to.base == GoType::Interface) || (!to.isSure && from.base == GoType::Interface);
}

void ValueWriter::refuseUnlike(GoType from, GoType to)
{
    char text[sizeof m_faultText];
    const auto slices = [](GoType type) {
        static constexpr char brackets[] = "[][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][]";
        return brackets + sizeof brackets - 1 - std::size_t(2) * (type.slices < 32 ? type.slices : 32);
    };
    std::snprintf(text, sizeof text, "reflect.Set: value of type %s%s is not assignable to type %s%s", slices(from),
                  goName(from.base), slices(to), goName(to.base));
    refuse(Fault::UnlikeArrays, text);
}

void ValueWriter::Elements::add(GoType next)
{
    const auto isNumber = [](GoType type) {
        return type.slices == 0 && (type.base == GoType::Int || type.base == GoType::Float);
    };
    hasFloat = hasFloat || (next.slices == 0 && next.base == GoType::Float);
    if (count++ == 0) {
        first = next;
    } else {
        const bool bothSlices = first.slices > 0 && next.slices > 0;
        const bool sameScalar = first.slices == 0 && next.slices == 0 && first.base == next.base;
        if (!bothSlices && !sameScalar && !(isNumber(first) && isNumber(next)))
            oneKind = false;
        if (bothSlices && !hasOther && !isAssignable(next, first)) {
            hasOther = true;
            other = next;
        }
    }
    last = next;
}

ValueWriter::GoType ValueWriter::Elements::sliceType() const
{
    if (count == 0 || !oneKind || last.base == GoType::Nil)
        return {GoType::Interface, 1};
    GoType type = last;
    ++type.slices;
    if (last.slices == 0 && (last.base == GoType::Int || last.base == GoType::Float)) {
        type.base = hasFloat ? GoType::Float : GoType::Int;
        type.isSure = count == 1;
    }
    return type;
}

} // namespace thingsdesk
