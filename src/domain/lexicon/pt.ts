import type { Lexicon } from './lexicon.ts';
import { before, opening, whole, words } from './lexicon.ts';

const role =
  '(?:(?:um|uma|o|a|algum|alguma|seu|outro|outra) )?(?:atendentes?|humano|humana|pessoa(?: real| de verdade| humana)?|ser humano|agente|representante|operador|operadora|supervisor|supervisora|gerente|chefe|responsavel|sac|consultor|consultora|assistente humano|alguem|atendimento(?: humano)?|suporte|especialista|tecnico)(?! de (?:viagens|viagem|seguros))';
const strong =
  '(?:um|uma|algum|outro|outra) (?:atendente(?: humano| real)?|humano|pessoa (?:real|de verdade|humana)|ser humano|agente(?: humano)?|representante|operador|operadora|supervisor|supervisora|gerente|atendimento humano)(?! de (?:viagens|viagem|seguros))';
const to = '(?:com|para|pra|a|ao|por)';

/** Portuguese. */
export const portuguese: Lexicon = {
  language: 'pt',
  request: {
    ask: words([
      `(?:falar|conversar|que fale|(?:como|onde) (?:eu )?falo|contatar|contactar|entrar em contato|entrar em contacto|tratar|bater papo)(?: (?:diretamente|agora|ja))? (?:${to} )?${role}`,
      `(?:me )?(?:transfira|transfere|transferir|passe|passa|passar|conecte|conectar|encaminhe|encaminhar|coloque|transfiram|direcione)(?:-me)?(?: (?:em contato|por favor|agora|logo)){0,2} ${to} ${role}`,
      '(?:me transfira|transfira-me|me transfere)',
      `(?:quero|queria|preciso|gostaria|exijo|desejo|prefiro|solicito)(?: (?:de|ter|um)){0,2} ${strong}`,
      'atendimento humano',
      '(?:quero|queria|preciso de|prefiro|exijo|me da|me de) (?:uma pessoa|um humano|alguem)(?=$|[,.!;]| por favor| agora| ai)',
      '(?:ajuda|assistencia|suporte|apoio)(?: (?:humana|humano)| de (?:uma pessoa|um humano|um atendente|alguem))',
      '(?:chega|cansei|cansado|cansada|basta|farto|farta) de (?:(?:falar|conversar) com )?(?:um |uma |esse |este |o |a )?(?:robos?|bots?|maquinas?|chatbots?)',
      `(?:tem|ha|existe)(?: ai| aqui)? (?:${strong}|algum atendente|alguma pessoa|um atendente)(?=$|[,!]| ai| aqui| por favor)`,
      '(?:atendid[oa]|contatad[oa]) por (?:um|uma|algum|alguem)(?: (?:pessoa|humano|atendente|agente))?',
      `(?:encaminh|transfer|envi|pass)(?:e|a|ar|ir|em)(?: (?:o|a|meu|minha|este|esse|esta|essa)){0,2} (?:caso|chamado|problema|conversa|pedido|atendimento|chat) (?:para|pra|a|ao) ${role}`,
      `(?:ser )?(?:transferid[oa]|encaminhad[oa]|conectad[oa]) (?:para|pra|a|ao|com) ${role}`,
      '(?:uma pessoa|um humano|um atendente|um supervisor|alguem) (?:analise|veja|verifique|resolva|atenda|me ajude|me ligue|olhe)',
      '(?:quero|preciso|gostaria|prefiro|peco) que (?:me|alguem me) (?:liguem?|atendam?|contatem?)',
      '(?:podem|pode|poderia|poderiam) (?:me ligar|ligar para mim|me telefonar)',
      'me lig(?:a|ue|uem)(?=$|[,.!]| por| agora| no| hoje)',
      `(?:tem|ha|existe) (?:${strong}|alguem)(?: (?:com quem|que possa|disponivel|ai|real|mais))`,
      'nao quero (?:mais )?(?:falar|conversar)(?: mais)? com (?:(?:um|uma|este|esse|esta|essa|o|a) )?(?:robos?|bots?|maquinas?|chatbots?|ia)',
      'escalar (?:isso|este|meu|o) (?:caso|problema)?',
      'alguem (?:me ligue|pode me ligar|me ligar)',
    ]),
    bare: whole(
      [
        '(?:(?:quero|preciso de|falar com) )?(?:um |uma )?(?:atendente|humano|pessoa|operador|operadora|agente|representante|supervisor)(?: humano| humana| real)?',
        'ajuda humana',
        'atendimento',
      ],
      'por favor|ola|oi|agora|quero|obrigad[oa]',
    ),
    deniedBefore: before([
      '(?<!por que )(?:nao|sem|nunca|nem)(?: (?:quero|preciso|e|necessario|desejo|gostaria|me|precisa|de|que|tenho|vou|a|ter|necessidade)){0,5} ?',
      'em vez de ?',
    ]),
    toldBefore: before([
      '(?:disse|disseram|falaram|recomendaram|pediram|mandaram)(?: (?:que|para|pra|eu|me)){0,3} ?',
      '(?:fui|foi|ja|antes|acabei de|quando|tenho que|devo|vou|vamos|e preciso|precisa)(?: eu)? ?',
      'se (?:eu )?(?:precisar|quiser|for)(?: de)? ?',
      '(?:os|meus) (?:clientes|usuarios)(?: (?:podem|possam|querem)){0,1} ?',
    ]),
    elsewhere: words([
      'ontem',
      'semana passada',
      'mes passado',
      'ha (?:dias|semanas|meses)',
      'anteontem',
    ]),
    decline: words([
      'nao (?:me )?(?:transfira|transfere|passe|encaminhe)',
      'nao (?:preciso|quero|e necessario) (?:de |falar com |um |uma )?(?:um |uma )?(?:atendente|humano|pessoa|agente|operador)',
      '(?:continuar|ficar|seguir|continuo) (?:com voce|com o bot|com o robo|aqui)',
    ]),
    take: words([
      '(?:pode|podem) (?:transferir|passar|encaminhar|conectar)',
      '(?:aceito|prefiro|quero) (?:a transferencia|o atendente|sim)',
    ]),
    soft: words(['alguem (?:pode|poderia) me ajudar']),
  },
  customer: {
    yes: opening([
      'sim',
      'claro',
      'com certeza',
      'pode ser',
      'ok',
      'por favor',
      'isso',
      'aceito',
      'quero',
    ]),
    no: opening(['nao', 'agora nao', 'ainda nao', 'melhor nao', 'nao obrigad[oa]']),
    correction: words([
      '(?:isso|isto) nao (?:e|foi|esta)(?: (?:o que|certo|correto))?(?: (?:perguntei|pedi|disse|quero))?',
      'nao (?:e|foi) (?:isso |o )(?:que )?(?:eu )?(?:perguntei|pedi|disse|quero)',
      '(?:eu )?ja (?:te |lhe )?(?:disse|falei|expliquei|informei)',
      '(?:errado|errada) (?:de novo|novamente|outra vez)',
      'voce nao (?:entendeu|entende|esta entendendo|respondeu)',
    ]),
    urgent: words([
      'urgente',
      'urgencia',
      'imediatamente',
      'agora mesmo',
      'o mais rapido possivel',
      'emergencia',
    ]),
    complaint: words([
      'inaceitavel',
      'ridiculo',
      'frustrad[oa]',
      'frustrante',
      'absurdo',
      'pessimo',
      'perda de tempo',
      'vergonha',
      'cansad[oa] de',
    ]),
    profanity: words(['merda', 'porra', 'caralho', 'idiota', 'estupid[oa]', 'burro']),
    progress: words(['obrigad[oa]', 'perfeito', 'funcionou', 'resolvido', 'deu certo']),
    highIntent: words([
      'quero (?:contratar|comprar|um orcamento|uma demonstracao)',
      'solicitar (?:um orcamento|uma demonstracao)',
      'plano empresarial',
    ]),
    identityTrouble: words([
      '(?:chip|sim|conta|cartao)(?: [a-z]{1,12}){0,3} bloquead[oa] (?:por|com) (?:[a-z]{1,3} )?(?:seguranca|pin|puk|fraude|suspeita)',
    ]),
  },
  assistant: {
    refusal: words([
      'nao (?:posso|consigo|podemos|e possivel)',
      'nao tenho (?:acesso|permissao|autorizacao)',
    ]),
    claim: words([
      '(?<!(?:se|quando|nao) )(?:cancelei|reembolsei|atualizei|alterei|mudei|reservei|processei|enviei|adicionei|removi|apliquei|creditei|ativei|desbloqueei|encerrei)',
    ]),
    apology: words(['desculpe', 'desculpa', 'sinto muito', 'lamento', 'lamentamos']),
    offer: words([
      `(?:transferir|transfira|passar|conectar|encaminhar|encaminhe)(?: [a-z]{1,8}){0,2} ${to} ${role}`,
    ]),
    conditional: words(['se', 'gostaria', 'deseja', 'quer', 'posso', 'poderia', 'prefere']),
    announcement: words([
      `(?:estou|vou) (?:te |lhe )?(?:transferindo|transferir|encaminhando|encaminhar|passar)(?: [a-z]{1,8}){0,2} ${to} ${role}`,
    ]),
    identityFailure: words([
      'nao (?:consegui|foi possivel) (?:verificar|confirmar) (?:a )?sua identidade',
    ]),
  },
  topics: {
    billing_dispute: words([
      '(?:cobrad[oa]|cobraram|cobrou)(?: [a-z]{1,4}){0,2} (?:duas vezes|em dobro|a mais|errado|indevidamente)',
      'cobranca (?:indevida|duplicada|errada|que nao reconheco)',
      'contestar (?:a|uma|essa|esta) (?:cobranca|compra|fatura)',
      'fatura (?:errada|esta errada|incorreta)',
    ]),
    legal: words([
      'advogad[oa]',
      'processar (?:voces|a empresa)',
      'processo judicial',
      'procon',
      'na justica',
      'tribunal',
      'acao judicial',
      'reclame aqui',
      'anatel',
      'ouvidoria',
    ]),
    security: words([
      'hackead[oa]',
      'hackearam',
      'fraude',
      'golpe',
      'roubaram (?:meu|minha)',
      'nao autorizad[oa]',
      'clonad[oa]',
      'clonaram',
    ]),
    safety: words([
      'suicidio',
      'me matar',
      'pegou fogo',
      'em chamas',
      'choque eletrico',
      'ferid[oa]',
      'emergencia medica',
    ]),
  },
};
