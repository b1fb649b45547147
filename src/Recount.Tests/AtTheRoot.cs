[assembly: AssemblyFixture(typeof(Recount.Tests.AtTheRoot))]

namespace Recount.Tests;

/// <summary>Paths in messages are relative to where a user stands: at the root of the checkout.</summary>
public sealed class AtTheRoot
{
    public AtTheRoot() => Environment.CurrentDirectory = Repository.Root;
}
