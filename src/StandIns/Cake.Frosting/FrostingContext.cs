using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that every task of a pipeline gets.</summary>
public interface IFrostingContext : ICakeContext;

/// <summary>A context over Cake's own; a pipeline derives its typed one from it.</summary>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
