using System.Reflection;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Tooling;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// Runs a pipeline of typed tasks on Cake's engine. Stands in for the host of the Cake.Frosting package, with its names and its
/// command line: --target, --exclusive, --verbosity, --working, --tree, --description, and cake.config of the working folder.
/// </summary>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = new();
    private readonly HashSet<Assembly> _assemblies = [];

    /// <summary>Adds services that tasks and contexts may ask for.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> configure)
    {
        configure(_services);
        return this;
    }

    /// <summary>The context of the pipeline; tasks are looked for in its assembly.</summary>
    public CakeHost UseContext<TContext>()
        where TContext : class, IFrostingContext
    {
        _services.AddSingleton<IFrostingContext, TContext>();
        return AddAssembly(typeof(TContext).Assembly);
    }

    /// <summary>Looks for tasks in this assembly too.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Runs the target and returns the exit code: 0, that of a <see cref="CakeException"/>, or 1.</summary>
    public int Run(IEnumerable<string> args)
    {
        var arguments = HostArguments.Parse(args);
        var tasks = _assemblies.SelectMany(a => a.GetExportedTypes())
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IFrostingTask))).ToList();
        using var provider = Provide(arguments, tasks);
        try
        {
            return Run(provider, arguments, tasks);
        }
        catch (Exception e)
        {
            var cause = Cause(e);
            provider.GetRequiredService<ICakeLog>().Write(Verbosity.Quiet, LogLevel.Error, "Error: {0}", cause.Message);
            return cause is CakeException known ? known.ExitCode : 1;
        }
    }

    private static int Run(ServiceProvider provider, HostArguments arguments, List<Type> tasks)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        if (arguments["working"] is { } folder)
        {
            environment.WorkingDirectory = new DirectoryPath(folder).MakeAbsolute(environment);
        }

        var context = provider.GetRequiredService<IFrostingContext>();
        var engine = provider.GetRequiredService<ICakeEngine>();
        var console = provider.GetRequiredService<IConsole>();
        foreach (var type in tasks)
        {
            Register(engine, type, (IFrostingTask)provider.GetRequiredService(type), context);
        }

        if (arguments.Has("tree"))
        {
            TaskTree.Draw(engine, console);
            return 0;
        }

        if (arguments.Has("description"))
        {
            TaskTree.List(engine, console);
            return 0;
        }

        var settings = new ExecutionSettings().SetTarget(arguments["target"] ?? "Default");
        settings = arguments.Has("exclusive") ? settings.UseExclusiveTarget() : settings;
        var report = engine.RunTargetAsync(context, provider.GetRequiredService<IExecutionStrategy>(), settings).GetAwaiter().GetResult();
        if (provider.GetRequiredService<ICakeLog>().Verbosity >= Verbosity.Normal)
        {
            provider.GetRequiredService<ICakeReportPrinter>().Write(report);
        }

        return 0;
    }

    private ServiceProvider Provide(HostArguments arguments, List<Type> tasks)
    {
        var verbosity = Enum.TryParse<Verbosity>(arguments["verbosity"], true, out var asked) ? asked : Verbosity.Normal;
        _services
            .AddSingleton<ICakePlatform, CakePlatform>()
            .AddSingleton<ICakeRuntime, CakeRuntime>()
            .AddSingleton<ICakeEnvironment, CakeEnvironment>()
            .AddSingleton<IFileSystem, FileSystem>()
            .AddSingleton<IGlobber, Globber>()
            .AddSingleton<IConsole, CakeConsole>()
            .AddSingleton<ICakeLog>(p => new CakeBuildLog(p.GetRequiredService<IConsole>(), verbosity))
            .AddSingleton<ICakeArguments>(new CakeArguments(arguments.Values))
            .AddSingleton<IProcessRunner, ProcessRunner>()
            .AddSingleton<IRegistry, WindowsRegistry>()
            .AddSingleton<IToolRepository, ToolRepository>()
            .AddSingleton<IToolResolutionStrategy, ToolResolutionStrategy>()
            .AddSingleton<IToolLocator, ToolLocator>()
            .AddSingleton<IToolInstaller, NoToolInstaller>()
            .AddSingleton<ICakeDataService, CakeDataService>()
            .AddSingleton<ICakeContext, CakeContext>()
            .AddSingleton(p => Configuration(p, arguments))
            .AddSingleton<ICakeReportPrinter, CakeReportPrinter>()
            .AddSingleton<IExecutionStrategy, DefaultExecutionStrategy>()
            .AddSingleton<ICakeEngine, CakeEngine>();
        foreach (var type in tasks)
        {
            _services.AddSingleton(type);
        }

        return _services.BuildServiceProvider();
    }

    // cake.config of the working folder; the command line wins over it.
    private static ICakeConfiguration Configuration(IServiceProvider provider, HostArguments arguments)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        return new CakeConfigurationProvider(provider.GetRequiredService<IFileSystem>(), environment)
            .CreateConfiguration(environment.WorkingDirectory, arguments.Values.ToDictionary(g => g.Key, g => g.Last()));
    }

    private static void Register(ICakeEngine engine, Type type, IFrostingTask task, ICakeContext context)
    {
        var builder = engine.RegisterTask(Name(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
        {
            builder.Description(description.Description);
        }

        foreach (var before in type.GetCustomAttributes<IsDependentOnAttribute>())
        {
            builder.IsDependentOn(Name(before.Task));
        }

        foreach (var after in type.GetCustomAttributes<IsDependeeOfAttribute>())
        {
            builder.IsDependeeOf(Name(after.Task));
        }

        builder.WithCriteria(() => task.ShouldRun(context)).Does(() => task.RunAsync(context));
        if (type.GetCustomAttribute<ContinueOnErrorAttribute>() is not null)
        {
            builder.ContinueOnError();
        }

        if (Overrides(type, nameof(IFrostingTask.OnError)))
        {
            builder.OnError(exception => task.OnError(exception, context));
        }

        if (Overrides(type, nameof(IFrostingTask.Finally)))
        {
            builder.Finally(() => task.Finally(context));
        }
    }

    private static bool Overrides(Type type, string method) =>
        type.GetMethod(method) is { DeclaringType: { } declaring } && declaring.Assembly != typeof(CakeHost).Assembly;

    private static string Name(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;

    // The exception of a task, out of what the engine wraps around it.
    private static Exception Cause(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is CakeException)
            {
                return inner;
            }
        }

        return e is AggregateException aggregate ? aggregate.Flatten().InnerException! : e;
    }

    private sealed class NoToolInstaller : IToolInstaller
    {
        public IEnumerable<FilePath> Install(PackageReference tool) => throw new CakeException($"The stand-in host installs no tools ({tool.Package}).");
    }
}
