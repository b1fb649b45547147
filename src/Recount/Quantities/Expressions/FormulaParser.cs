namespace Recount.Quantities.Expressions;

/// <summary>
/// Recursive descent over a formula. Binding, from loose to tight: comparison, + -, * /, sign, ^ (to the right). A number may
/// carry a suffix (400M) or a percent sign; a name may be a cell: <c>table[row words].column.part</c>.
/// </summary>
internal sealed class FormulaParser(string text)
{
    private static readonly string[] ComparisonSigns = ["<=", ">=", "!=", "==", "≤", "≥", "≠", "=", "<", ">"];

    private int _at;
    private int _depth;
    private FormulaMistake? _mistake;

    public Formula? Parse(out FormulaMistake? mistake)
    {
        mistake = null;
        if (text.Length > Formula.MaxLength)
        {
            mistake = new(0, 1, $"the formula is longer than {Formula.MaxLength} characters");
            return null;
        }

        var terms = new List<Expression>();
        var comparisons = new List<string>();
        if (Sum() is { } first)
        {
            terms.Add(first);
            while (_mistake is null && Comparison() is { } sign && Sum() is { } term)
            {
                comparisons.Add(sign);
                terms.Add(term);
            }
        }

        Skip();
        if (_mistake is null && _at < text.Length)
        {
            Fail(_at, 1, $"'{Near()}' is not expected here", text[_at] == ',' ? "A comma separates arguments of a function; a decimal mark is a point." : null);
        }

        mistake = _mistake;
        return _mistake is null ? new(text, terms, comparisons) : null;
    }

    private string? Comparison()
    {
        Skip();
        foreach (var sign in ComparisonSigns)
        {
            if (text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
            {
                _at += sign.Length;
                return sign switch { "==" => "=", "≤" => "<=", "≥" => ">=", "≠" => "!=", _ => sign };
            }
        }

        return null;
    }

    private Expression? Sum()
    {
        var left = Product();
        while (left is not null && Take('+', '-', '−') is { } sign)
        {
            var right = Product();
            left = right is null ? null : new Expression.Binary(sign == '−' ? '-' : sign, left, right);
        }

        return left;
    }

    private Expression? Product()
    {
        var left = Signed();
        while (left is not null && Take('*', '/', '×') is { } sign)
        {
            var right = Signed();
            left = right is null ? null : new Expression.Binary(sign == '×' ? '*' : sign, left, right);
        }

        return left;
    }

    private Expression? Signed()
    {
        if (++_depth > Formula.MaxDepth)
        {
            return Fail(_at, 1, $"the formula is nested deeper than {Formula.MaxDepth} levels");
        }

        Expression? result;
        if (Take('-', '−') is not null)
        {
            result = Signed() is { } operand ? new Expression.Negate(operand) : null;
        }
        else if (Take('+') is not null)
        {
            result = Signed();
        }
        else
        {
            result = Power();
        }

        _depth--;
        return result;
    }

    private Expression? Power()
    {
        var left = Atom();
        if (left is null || Take('^') is null)
        {
            return left;
        }

        return Signed() is { } right ? new Expression.Binary('^', left, right) : null;
    }

    private Expression? Atom()
    {
        Skip();
        if (_at >= text.Length)
        {
            return Fail(Math.Max(0, text.Length - 1), 1, "the formula ends where a number, a name or '(' is expected");
        }

        var c = text[_at];
        if (c == '(')
        {
            var open = _at++;
            var inner = Sum();
            return inner is null ? null : Take(')') is not null ? inner : Fail(open, 1, "this parenthesis is never closed");
        }

        return char.IsAsciiDigit(c) || c == '.' ? Number()
            : c == '[' || char.IsLetter(c) || c == '_' ? Name()
            : Fail(_at, 1, $"'{Near()}' stands where a number, a name or '(' is expected");
    }

    private Expression? Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            var digits = _at + 1 < text.Length && text[_at + 1] is '+' or '-' ? _at + 2 : _at + 1;
            if (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                _at = digits;
                while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                {
                    _at++;
                }
            }
        }

        if (_at < text.Length && text[_at] is 'k' or 'K' or 'M' or 'B' or 'T' && (_at + 1 == text.Length || !(char.IsLetterOrDigit(text[_at + 1]) || text[_at + 1] == '_')))
        {
            _at++;
        }

        var written = text[start.._at];
        if (Literal.Parse(written, out var limit) is not { } literal)
        {
            return Fail(start, _at - start, limit is null ? $"'{written}' is not a number" : $"'{Text.Plain.Short(written, 40)}' is beyond the numbers that are read: {limit}");
        }

        var blanks = text.AsSpan(_at).Length - text.AsSpan(_at).TrimStart().Length;
        if (_at + blanks < text.Length && text[_at + blanks] == '%')
        {
            _at += blanks + 1;
            return new Expression.Number(written + "%", literal.Value / 100);
        }

        return _at < text.Length && (char.IsLetter(text[_at]) || text[_at] is '_' or '(' or '[')
            ? Fail(_at, 1, $"an operator is missing before '{Near()}'", "Write 6*N*D, not 6ND.")
            : new Expression.Number(written, literal.Value);
    }

    private Expression? Name()
    {
        var start = _at;
        if (Word() is not { } first)
        {
            return null;
        }

        if (text[start] != '[' && Peek('('))
        {
            return Call(first, start);
        }

        IReadOnlyList<string>? row = null;
        if (Peek('['))
        {
            row = Row();
            if (row is null)
            {
                return null;
            }
        }

        var words = new List<string> { first };
        while (words.Count < 3 && _at < text.Length && text[_at] == '.')
        {
            _at++;
            if (Word() is not { } next)
            {
                return null;
            }

            words.Add(next);
        }

        return Reference(words, row, start);
    }

    private Expression? Reference(List<string> words, IReadOnlyList<string>? row, int start)
    {
        var length = _at - start;
        if (row is not null && words.Count == 1)
        {
            return Fail(start, length, $"a row of '{words[0]}' is named here, but no column", $"Write {words[0]}[...].column");
        }

        // Without a row, the last word may be a part: value.low, table.column, table.column.low.
        var part = words.Count > 1 && words[^1] is "low" or "high" or "uncertainty" ? words[^1] : null;
        var rest = part is null ? words : words[..^1];
        return rest.Count switch
        {
            1 when row is null => new Expression.Reference(null, null, rest[0], part, start, length),
            2 => new Expression.Reference(rest[0], row, rest[1], part, start, length),
            _ => Fail(start, length, $"'{text.AsSpan(start, length)}' has too many points",
                "Read are value, value.low, table.column, table[row].column and their .low and .high."),
        };
    }

    private Expression.Call? Call(string name, int start)
    {
        Take('(');
        var function = Functions.All.FirstOrDefault(f => f.Name == name);
        if (function.Name is null)
        {
            _mistake ??= new(start, name.Length, $"'{name}' is no function", null, name);
            return null;
        }

        if (++_depth > Formula.MaxDepth)
        {
            Fail(start, 1, $"the formula is nested deeper than {Formula.MaxDepth} levels");
            return null;
        }

        var arguments = new List<Expression>();
        do
        {
            if (Sum() is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }
        while (Take(',') is not null);
        _depth--;
        if (Take(')') is null)
        {
            Fail(start, name.Length, $"the parenthesis of {name}( is never closed");
            return null;
        }

        if (arguments.Count < function.Least || arguments.Count > function.Most)
        {
            Fail(start, name.Length, $"{name} takes {function.Takes}, not {arguments.Count}");
            return null;
        }

        return new(name, arguments, start);
    }

    // A plain word, or any text between brackets.
    private string? Word()
    {
        var start = _at;
        if (_at < text.Length && text[_at] == '[')
        {
            var close = text.IndexOf(']', _at);
            if (close < 0 || close == _at + 1)
            {
                Fail(_at, 1, close < 0 ? "this bracket is never closed" : "a name is missing between these brackets");
                return null;
            }

            _at = close + 1;
            return text[(start + 1)..close].Trim();
        }

        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        if (_at == start)
        {
            Fail(Math.Min(start, text.Length - 1), 1, "a name is missing here");
            return null;
        }

        return text[start.._at];
    }

    // [one, "two, with a comma", three]
    private List<string>? Row()
    {
        var open = _at++;
        var words = new List<string>();
        var (start, quoted) = (_at, false);
        for (; _at < text.Length; _at++)
        {
            quoted ^= text[_at] == '"';
            if (!quoted && text[_at] is ',' or ']' && !quoted)
            {
                var word = text[start.._at].Trim();
                words.Add(word.Length > 1 && word[0] == '"' && word[^1] == '"' ? word[1..^1] : word);
                start = _at + 1;
                if (text[_at] == ']')
                {
                    _at++;
                    return words;
                }
            }
        }

        Fail(open, 1, "this bracket is never closed");
        return null;
    }

    private char? Take(params ReadOnlySpan<char> signs)
    {
        Skip();
        return _mistake is null && _at < text.Length && signs.Contains(text[_at]) ? text[_at++] : null;
    }

    private bool Peek(char sign) => _at < text.Length && text[_at] == sign;

    private void Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private string Near() => Text.Plain.Line(text[_at].ToString());

    private Expression? Fail(int offset, int length, string message, string? advice = null)
    {
        _mistake ??= new(offset, length, message, advice);
        return null;
    }
}
