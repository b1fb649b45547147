namespace Recount.Quantities.Expressions;

/// <summary>
/// The arithmetic in which an expression is read. Three readings exist: <see cref="Exact"/> (the value at one point),
/// <see cref="Bracket"/> (a proven range over a box) and <see cref="Slopes"/> (that range with all partial derivatives).
/// </summary>
internal interface IReal<T>
    where T : IReal<T>
{
    static abstract T Of(Rational value);

    static abstract T Add(T a, T b);

    static abstract T Subtract(T a, T b);

    static abstract T Negate(T a);

    static abstract T Multiply(T a, T b);

    static abstract T Divide(T a, T b);

    /// <summary>A whole power; exact where the reading is.</summary>
    static abstract T Power(T a, int exponent);

    /// <summary>A real power of a positive number.</summary>
    static abstract T Power(T a, T exponent);

    static abstract T Exp(T a);

    static abstract T Ln(T a);

    static abstract T Sqrt(T a);

    static abstract T Abs(T a);

    static abstract T Min(T a, T b);

    static abstract T Max(T a, T b);

    /// <summary>The middle of an odd number of values, the mean of the two middle ones of an even number.</summary>
    static abstract T Median(IReadOnlyList<T> values);
}
