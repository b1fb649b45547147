using System.Text;

namespace Recount.Quantities.Expressions;

/// <summary>
/// A formula as parsed, or as bound to inputs: <see cref="Reference"/>s become <see cref="Input"/>s and <see cref="Column"/>s.
/// A closed family.
/// </summary>
public abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>A number in a formula: exact, such as the 6 of 6ND.</summary>
    public sealed record Number(string Text, Rational Value) : Expression;

    /// <summary>A name that is not bound yet: a value, a column, or <c>table[row].column</c>.</summary>
    /// <param name="Table">The table of a cell or column, or null.</param>
    /// <param name="Row">The words between brackets; null where there are none.</param>
    /// <param name="Name">The value or column.</param>
    /// <param name="Part">What stands behind a further point, such as <c>low</c>.</param>
    /// <param name="Offset">Where it begins in the formula's text, and its length.</param>
    public sealed record Reference(string? Table, IReadOnlyList<string>? Row, string Name, string? Part, int Offset, int Length) : Expression
    {
        public override string ToString() => Print();

        public bool Equals(Reference? other) => other is not null && Print() == other.Print();

        public override int GetHashCode() => Print().GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The input with this index.</summary>
    public sealed record Input(int Index) : Expression;

    /// <summary>Many inputs at once: the cells of a column.</summary>
    public sealed record Column(IReadOnlyList<Expression> Items) : Expression;

    public sealed record Negate(Expression Operand) : Expression;

    /// <summary>One of + - * / ^.</summary>
    public sealed record Binary(char Operator, Expression Left, Expression Right) : Expression;

    /// <summary>A function of <see cref="Functions"/>.</summary>
    public sealed record Call(string Function, IReadOnlyList<Expression> Arguments, int Offset = 0) : Expression
    {
        public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

        public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count);
    }

    /// <summary>This node and all below it, in reading order.</summary>
    public IEnumerable<Expression> Nodes()
    {
        IEnumerable<Expression> below = this switch
        {
            Column column => column.Items,
            Negate negate => [negate.Operand],
            Binary binary => [binary.Left, binary.Right],
            Call call => call.Arguments,
            _ => [],
        };
        return below.SelectMany(b => b.Nodes()).Prepend(this);
    }

    /// <summary>The indexes of all inputs, in reading order, each as often as it stands there.</summary>
    public IEnumerable<int> Inputs() => Nodes().OfType<Input>().Select(i => i.Index);

    /// <summary>The same expression with something else for each input.</summary>
    public Expression Replace(Func<int, Expression> input) => this switch
    {
        Input own => input(own.Index),
        Negate negate => new Negate(negate.Operand.Replace(input)),
        Binary binary => binary with { Left = binary.Left.Replace(input), Right = binary.Right.Replace(input) },
        Column column => new Column([.. column.Items.Select(i => i.Replace(input))]),
        Call call => call with { Arguments = [.. call.Arguments.Select(a => a.Replace(input))] },
        _ => this,
    };

    /// <summary>The formula as text, with as few parentheses as its meaning allows.</summary>
    /// <param name="input">How an input is written; its index where null.</param>
    public string Print(Func<int, string>? input = null)
    {
        var text = new StringBuilder();
        Print(text, this, 0, input ?? (i => $"#{i}"));
        return text.ToString();
    }

    // Strength of binding: 1 sums, 2 products, 3 signs, 4 powers, 5 atoms.
    private static void Print(StringBuilder text, Expression node, int strength, Func<int, string> input)
    {
        var own = node switch
        {
            Binary { Operator: '+' or '-' } => 1,
            Binary { Operator: '*' or '/' } => 2,
            Negate => 3,
            Binary => 4,
            Number { Value.Sign: < 0 } => 3,
            _ => 5,
        };
        if (own < strength)
        {
            text.Append('(');
        }

        switch (node)
        {
            case Number number:
                text.Append(number.Text);
                break;
            case Reference reference:
                Print(text, reference);
                break;
            case Input one:
                text.Append(input(one.Index));
                break;
            case Column { Items: { Count: > 3 } items }:
                Print(text, items[0], 0, input);
                text.Append(", ..., ");
                Print(text, items[^1], 0, input);
                break;
            case Column column:
                List(text, column.Items, input);
                break;
            case Negate negate:
                text.Append('-');
                Print(text, negate.Operand, 3, input);
                break;
            case Binary { Operator: '^' } power:
                // Right associative: the base binds tighter than the exponent.
                Print(text, power.Left, 5, input);
                text.Append('^');
                Print(text, power.Right, 3, input);
                break;
            case Binary binary:
                Print(text, binary.Left, own, input);
                text.Append(binary.Operator is '/' ? "/" : $" {binary.Operator} ");
                Print(text, binary.Right, own + 1, input);
                break;
            case Call call:
                text.Append(call.Function).Append('(');
                List(text, call.Arguments, input);
                text.Append(')');
                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.GetType().Name);
        }

        if (own < strength)
        {
            text.Append(')');
        }
    }

    private static void List(StringBuilder text, IReadOnlyList<Expression> items, Func<int, string> input)
    {
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Print(text, items[i], 0, input);
        }
    }

    private static void Print(StringBuilder text, Reference reference)
    {
        if (reference.Table is { } table)
        {
            text.Append(Word(table));
            if (reference.Row is { } row)
            {
                text.Append('[').AppendJoin(", ", row.Select(w => w.Length == 0 || w.AsSpan().IndexOfAny(",]\"") >= 0 || w != w.Trim() ? $"\"{w}\"" : w)).Append(']');
            }

            text.Append('.');
        }

        text.Append(Word(reference.Name));
        if (reference.Part is { } part)
        {
            text.Append('.').Append(part);
        }
    }

    private static string Word(string name) => Formula.IsPlainName(name) ? name : $"[{name}]";
}
