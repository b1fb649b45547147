using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Fitting.Models;

/// <summary>
/// A model such as <c>E + A / N^alpha + B / D^beta</c>, ready to be evaluated over all rows of its data at once, with its gradient in the parameters. The
/// expression becomes a list of operations; what hangs on data alone is computed once, and a power of data becomes an exponential of its
/// logarithm. One instance serves many <see cref="Adjoint"/>s, each on one thread.
/// </summary>
public sealed class Model
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Operation, int, int, double), int> _known = [];

    private readonly Lazy<LogSum?> _logSum;

    private Model(int parameters, int rows)
    {
        (Parameters, Rows) = (parameters, rows);
        _logSum = new(() => Models.LogSum.Of(this));
    }

    /// <summary>One kind of operation. A node's operands are nodes before it.</summary>
    internal enum Operation
    {
        Constant,
        Parameter,
        Data,
        Add,
        Subtract,
        Multiply,
        Divide,
        Negate,
        Exp,
        Expm1,
        Ln,
        Sqrt,
        Abs,
        Min,
        Max,
    }

    /// <summary>How many parameters the expression has.</summary>
    public int Parameters { get; }

    /// <summary>How many rows of data.</summary>
    public int Rows { get; }

    internal IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The node that is the model's value.</summary>
    internal int Output { get; private set; }

    /// <summary>The model as a log-sum-exp, where it is one: there is a faster way to those.</summary>
    internal LogSum? LogSum => _logSum.Value;

    /// <summary>Prepares an expression.</summary>
    /// <param name="expression">Inputs below <paramref name="parameters"/> are parameters; the next ones are columns.</param>
    /// <param name="columns">All of one length.</param>
    /// <exception cref="ArgumentException">A function in it has no derivative here.</exception>
    public static Model Of(Expression expression, int parameters, IReadOnlyList<double[]> columns, int rows)
    {
        var model = new Model(parameters, rows);
        model.Output = model.Read(expression, columns);
        return model;
    }

    /// <summary>The natural logarithm of the model.</summary>
    public Model Ln() => Outer(Operation.Ln);

    /// <summary>The exponential of the model; of a logarithm, what it is the logarithm of.</summary>
    public Model Exp() => Outer(Operation.Exp);

    private Model Outer(Operation operation)
    {
        var model = new Model(Parameters, Rows);
        model._nodes.AddRange(_nodes);
        foreach (var (key, index) in _known)
        {
            model._known[key] = index;
        }

        var last = _nodes[Output].Operation;
        model.Output = (operation, last) is (Operation.Exp, Operation.Ln) or (Operation.Ln, Operation.Exp) ? _nodes[Output].A : model.Add(operation, Output);
        return model;
    }

    private int Read(Expression expression, IReadOnlyList<double[]> columns)
    {
        int Below(Expression e) => Read(e, columns);
        switch (expression)
        {
            case Expression.Number number:
                return Constant(number.Value.ToDouble());
            case Expression.Input input:
                return input.Index < Parameters ? Add(Operation.Parameter, input.Index) : Data(columns[input.Index - Parameters], input.Index);
            case Expression.Negate negate:
                return Negated(Below(negate.Operand));
            case Expression.Binary { Operator: '+' } sum:
                return Add(Operation.Add, Below(sum.Left), Below(sum.Right));
            case Expression.Binary { Operator: '-', Left: Expression.Number { Value: var one }, Right: Expression.Call { Function: "exp", Arguments: [var x] } } when one == Rational.One:
                // 1 - exp(x) loses its digits where x is small; -expm1(x) keeps them.
                return Negated(Add(Operation.Expm1, Below(x)));
            case Expression.Binary { Operator: '-', Left: Expression.Call { Function: "exp", Arguments: [var x] }, Right: Expression.Number { Value: var one } } when one == Rational.One:
                return Add(Operation.Expm1, Below(x));
            case Expression.Binary { Operator: '-' } difference:
                return Add(Operation.Subtract, Below(difference.Left), Below(difference.Right));
            case Expression.Binary { Operator: '*' } product:
                return Add(Operation.Multiply, Below(product.Left), Below(product.Right));
            case Expression.Binary { Operator: '/' } quotient:
                var (above, below) = (Below(quotient.Left), Below(quotient.Right));

                // a / exp(x) is a exp(-x): one operation less, and no division.
                return _nodes[below].Operation == Operation.Exp && _nodes[below].Fixed is null
                    ? Add(Operation.Multiply, above, Add(Operation.Exp, Negated(_nodes[below].A)))
                    : Add(Operation.Divide, above, below);
            case Expression.Binary { Operator: '^' } power:
                return Power(Below(power.Left), Below(power.Right));
            case Expression.Call { Function: "exp", Arguments: [var x] }:
                return Add(Operation.Exp, Below(x));
            case Expression.Call { Function: "ln", Arguments: [var x] }:
                return Add(Operation.Ln, Below(x));
            case Expression.Call { Function: "log2" or "log10", Arguments: [var x] } log:
                return Add(Operation.Divide, Add(Operation.Ln, Below(x)), Constant(Math.Log(log.Function == "log2" ? 2 : 10)));
            case Expression.Call { Function: "sqrt", Arguments: [var x] }:
                return Add(Operation.Sqrt, Below(x));
            case Expression.Call { Function: "abs", Arguments: [var x] }:
                return Add(Operation.Abs, Below(x));
            case Expression.Call { Function: "min" or "max" } extreme:
                return extreme.Arguments.Select(Below).Aggregate((a, b) => Add(extreme.Function == "min" ? Operation.Min : Operation.Max, a, b));
            default:
                throw new ArgumentException($"'{expression.Print()}' cannot stand in a model: it has no value for one row.", nameof(expression));
        }
    }

    // Small whole powers are products; any other is exp(e ln x), where ln x of data is computed once.
    private int Power(int basis, int exponent)
    {
        const int most = 8;
        if (_nodes[exponent].Operation == Operation.Constant && _nodes[exponent].Value is var value && value == Math.Floor(value) && Math.Abs(value) is >= 1 and <= most)
        {
            var product = basis;
            for (var i = 1; i < Math.Abs(value); i++)
            {
                product = Add(Operation.Multiply, product, basis);
            }

            return value > 0 ? product : Add(Operation.Divide, Constant(1), product);
        }

        return Add(Operation.Exp, Add(Operation.Multiply, exponent, Add(Operation.Ln, basis)));
    }

    // The sign of a product with data goes to the data, where it costs nothing.
    private int Negated(int node) => _nodes[node] switch
    {
        { Operation: Operation.Negate, Fixed: null } negate => negate.A,
        { Operation: Operation.Multiply, IsFree: true } product when !_nodes[product.B].IsFree => Add(Operation.Multiply, product.A, Negated(product.B)),
        { Operation: Operation.Multiply, IsFree: true } product when !_nodes[product.A].IsFree => Add(Operation.Multiply, Negated(product.A), product.B),
        _ => Add(Operation.Negate, node),
    };

    private int Constant(double value) => Keep((Operation.Constant, 0, 0, value), () => new(Operation.Constant, -1, -1, false, false, value, null));

    private int Data(double[] column, int index) => Keep((Operation.Data, index, 0, 0), () => new(Operation.Data, -1, -1, true, false, 0, column));

    // The same operation on the same operands is one node; what hangs on data alone is computed now.
    private int Add(Operation operation, int a, int b = -1) => Keep((operation, a, b, 0), () =>
    {
        if (operation == Operation.Parameter)
        {
            return new(operation, a, -1, false, true, 0, null);
        }

        var (first, second) = (_nodes[a], b < 0 ? _nodes[a] : _nodes[b]);
        var node = new Node(operation, a, b, first.IsVector || second.IsVector, first.IsFree || second.IsFree, 0, null);
        if (node.IsFree)
        {
            return node;
        }

        var result = new double[node.IsVector ? Rows : 1];
        Kernel.Apply(operation, first.Fixed ?? [first.Value], second.Fixed ?? [second.Value], result);
        return node.IsVector ? node with { Fixed = result } : new(Operation.Constant, -1, -1, false, false, result[0], null);
    });

    private int Keep((Operation, int, int, double) key, Func<Node> make)
    {
        if (!_known.TryGetValue(key, out var index))
        {
            var node = make();
            index = _nodes.Count;
            _nodes.Add(node);
            _known[key] = index;
        }

        return index;
    }

    /// <summary>One operation.</summary>
    /// <param name="A">The first operand; for a parameter its index.</param>
    /// <param name="B">The second operand, or -1.</param>
    /// <param name="IsVector">One value per row; else one for all.</param>
    /// <param name="IsFree">It hangs on a parameter.</param>
    /// <param name="Value">Of a constant.</param>
    /// <param name="Fixed">Of data and what hangs on it alone.</param>
    internal readonly record struct Node(Operation Operation, int A, int B, bool IsVector, bool IsFree, double Value, double[]? Fixed);
}
