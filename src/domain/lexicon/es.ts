import type { Lexicon } from './lexicon.ts';
import { before, opening, whole, words } from './lexicon.ts';

const role =
  '(?:(?:un|una|el|la|algun|alguna|su|otro|otra|vuestro) )?(?:(?:verdadero|verdadera) )?(?:agentes?|humanos?|humana|persona(?: real| humana| de verdad)?|representante|operador|operadora|asesor|asesora|supervisor|supervisora|gerente|encargado|encargada|jefe|jefa|responsable|ejecutivo|ejecutiva|sac|teleoperador|teleoperadora|alguien|ser humano|atencion al cliente|servicio al cliente|servicio de atencion|soporte|especialista)(?! de (?:viajes|seguros|aduanas|bolsa))';
const strong =
  '(?:(?:un|una|algun|otro|otra) )(?:agente(?: humano| real)?|humano|persona (?:real|humana|de verdad)|representante|operador|operadora|asesor|asesora|supervisor|supervisora|encargado|encargada|ser humano)(?! de (?:viajes|seguros|aduanas|bolsa))';
const to = '(?:a|con|al|de)';

/** Spanish. */
export const spanish: Lexicon = {
  language: 'es',
  request: {
    ask: words([
      `(?:hablar|que hable|(?:como|donde) hablo|charlar|chatear|comunicar|comunicarme|comunicarse|contactar|contactarme|conversar|tratar)(?: (?:directamente|ya|ahora))? (?:${to} )?${role}`,
      `(?:paseme|pasame|pasenme|pasarme|transfiera|transfierame|transfiereme|transferirme|transferir|comuniqueme|comunicame|comuniquenme|conecteme|conectame|conectarme|deriveme|derivame|derivarme|pongame|ponme|ponerme|redirigirme|poneme)(?: (?:en contacto|por favor|ya|ahora)){0,2} (?:${to} )?${role}`,
      `me (?:puede|puedes|podria|podrias|pueden|podrian) (?:pasar|transferir|comunicar|conectar|poner|derivar)(?: (?:en contacto|por favor)){0,1} (?:${to} )?${role}`,
      'transfier[ae](?:me)?(?= por favor| ya| ahora|[.,!]|$)',
      'escal(?:ar|e|en) (?:esto|este|mi|el) (?:caso|asunto|problema|reclamo|queja)?',
      `(?:quiero|quisiera|necesito|deseo|exijo|prefiero|solicito|pido|me gustaria|busco)(?: (?:tener|hablar|a|con)){0,2} ${strong}`,
      `(?:que )?(?:me|nos) (?:pase|pasen|pasaran|comunique|comuniquen|comunicaran|transfiera|transfieran|transfirieran|conecte|conecten|ponga|pongan|derive|deriven|contacte|contacten)(?: en contacto)? ${to} ${role}`,
      '(?:ser )?(?:transferid[oa]|derivad[oa]|atendid[oa]|contactad[oa]) (?:a|con|por) (?:un|una|alguien)(?: (?:agente|humano|persona|asesor|asesora|representante))?',
      '(?:una persona|un humano|un agente|un supervisor|un representante|alguien) (?:revise|analice|vea|atienda|me ayude|me llame|resuelva|lo vea|lo revise)',
      '(?:quiero|necesito|prefiero|quisiera|exijo|deme|dame)(?: a)? (?:una persona|un humano|alguien)(?=$|[,.!;]| por favor| ya| ahora| real)',
      '(?:ayuda|atencion|asistencia|soporte)(?: (?:humana|humano|personalizada)| de (?:una persona|un humano|un agente|alguien))',
      '(?:harto|harta|cansado|cansada|basta) de (?:(?:hablar|tratar) con )?(?:un |una |este |los |tantos )?(?:bots?|robots?|maquinas?|chatbots?)',
      '(?:queja|reclamo|reclamacion)(?: [a-z]{1,10}){0,2} con (?:el|la|un|una|su) (?:supervisor|supervisora|gerente|encargado|encargada|responsable|jefe)',
      `(?:hay|no hay) (?:algun|alguna|un|una) (?:agente|humano|persona|operador|operadora|asesor|asesora|representante|supervisor)(?: (?:humano|humana|real))?(?=$|[,!]| ahi| aqui| por favor)`,
      `(?:hay|no hay) (?:${strong}|alguien|alguna persona)(?: (?:con quien|con el que|que me|disponible|mas|ahi|real))`,
      `(?:puede|podria|puedo) (?:atenderme|ayudarme|tener|pedir|llamarme) ${strong}`,
      'no quiero (?:hablar|seguir|chatear)(?: hablando)? con (?:(?:un|una|este|esta|el|la|los|las|mas) )?(?:robots?|bots?|maquinas?|robot|bot|maquina|chatbot|ia)',
      '(?:quiero|necesito|prefiero|solicito|pido|me gustaria) que me (?:llamen|llame|atienda|atiendan|contacten)',
      '(?:me|nos) (?:pueden|puede|puedes|podrian|podria) llamar(?=$|[,.!]| por| al| a| hoy| ahora| manana)',
      '(?:llameme|llamenme|llamame)(?=$|[,.!]| por| al| a| hoy| ahora| ya)',
      '(?:que me|me) (?:llame|atienda|pueden llamar|puede llamar) (?:alguien|una persona|un agente|un humano)',
    ]),
    bare: whole(
      [
        '(?:(?:quiero|necesito|hablar con) )?(?:un |una )?(?:agente|humano|persona|operador|operadora|asesor|asesora|representante|supervisor)(?: humano| humana| real)?',
        '(?:atencion|ayuda|soporte) humana',
        'atencion al cliente',
      ],
      'por favor|hola|quiero|ya|ahora|gracias',
    ),
    deniedBefore: before([
      '(?<!por que )(?:no|sin|nunca|tampoco)(?: (?:quiero|necesito|hace falta|es necesario|deseo|quisiera|me|hay que|tengo que|por|necesidad|de|que|pienso|voy|a|querer|pase|prefiero|gustaria)){0,5} ?',
      'en (?:vez|lugar) de ?',
    ]),
    toldBefore: before([
      '(?:me )?(?:dijeron|dijo|dicen|recomendaron|pidieron|indicaron) (?:que )?(?:debo |debia |tenia que )?',
      '(?:ya|antes|acabo de|acabamos de|cuando|vez que|fui|fue|he sido) ?',
      '(?:tengo que|debo|hay que|hace falta|es necesario|se puede|voy a|vamos a) ?',
      'si (?:necesito|quisiera|tuviera que)(?: (?:a|que)){0,1} ?',
      '(?:los|las|mis) (?:clientes|usuarios)(?: (?:pueden|puedan|quieren)){0,1} ?',
    ]),
    elsewhere: words([
      'ayer',
      'la semana pasada',
      'el mes pasado',
      'hace (?:dias|meses|semanas)',
      'anteriormente',
    ]),
    decline: words([
      'no (?:me )?(?:transfiera|transfieras|pase|pases|pasen|conecte|derive)',
      'no (?:necesito|quiero|hace falta) (?:un |una |ningun |ninguna |hablar con )?(?:un |una )?(?:agente|humano|persona|operador|asesor|representante)',
      '(?:sigo|seguir|continuar|prefiero seguir|quedarme) (?:con|contigo)(?: (?:el bot|usted|el asistente))?',
    ]),
    take: words([
      '(?:haga|hagan|haz|hazlo|quiero|prefiero|acepto|proceda con) (?:la transferencia|el traspaso|al agente|el agente)',
      '(?:transfiera|pase|conecte|comunique) por favor',
    ]),
    soft: words(['(?:alguien|alguna persona) (?:me puede|que me pueda|puede|podria) ayudar']),
  },
  customer: {
    yes: opening([
      'si',
      'claro',
      'por supuesto',
      'de acuerdo',
      'vale',
      'ok',
      'adelante',
      'por favor',
      'perfecto',
      'esta bien',
    ]),
    no: opening(['no', 'ahora no', 'mejor no', 'todavia no', 'no gracias', 'prefiero que no']),
    correction: words([
      '(?:eso|esto|asi) no (?:es|era)(?: (?:lo que|correcto|cierto))?(?: (?:pregunte|pedi|dije|quiero))?',
      'no es lo que (?:pregunte|pedi|dije|quiero|quise)',
      'ya (?:le|te|se|os) (?:lo )?(?:dije|he dicho|explique|di)',
      '(?:otra vez|de nuevo) (?:mal|incorrecto|lo mismo)',
      '(?:esta|estas) equivocad[oa]',
      'no (?:me )?(?:entiende|entiendes|entendiste|esta entendiendo|responde|contesta)',
    ]),
    urgent: words([
      'urgente',
      'urgentemente',
      'cuanto antes',
      'ahora mismo',
      'inmediatamente',
      'emergencia',
      'lo antes posible',
    ]),
    complaint: words([
      'inaceptable',
      'ridiculo',
      'frustrad[oa]',
      'frustrante',
      'hart[oa]',
      'pesimo',
      'verguenza',
      'perder el tiempo',
      'no sirve',
    ]),
    profanity: words(['mierda', 'joder', 'puta', 'idiota', 'estupid[oa]', 'carajo', 'imbecil']),
    progress: words(['gracias', 'perfecto', 'funciona', 'solucionado', 'resuelto']),
    highIntent: words([
      'quiero (?:contratar|comprar|una demo|una cotizacion|un presupuesto)',
      'solicitar (?:una demo|un presupuesto|una cotizacion)',
      'plan empresarial',
    ]),
    identityTrouble: words([
      '(?:sim|cuenta|tarjeta)(?: [a-z]{1,12}){0,3} bloquead[oa] (?:por|con) (?:seguridad|pin|puk|fraude|el pin)',
      'no puedo verificar mi identidad',
    ]),
  },
  assistant: {
    refusal: words([
      'no (?:puedo|podemos|me es posible|es posible)',
      'no tengo (?:acceso|permiso|autorizacion)',
    ]),
    claim: words([
      '(?<!(?:si|cuando|no) )(?:he|hemos) (?:cancelado|anulado|reembolsado|actualizado|cambiado|modificado|reservado|procesado|enviado|anadido|eliminado|aplicado|abonado|activado|desbloqueado|cerrado|tramitado)',
    ]),
    apology: words(['lo siento', 'disculpe', 'disculpa', 'lamento', 'lamentamos']),
    offer: words([
      `(?:transferir|transfiera|transferirle|transferirlo|pasar|pasarle|conectar|conectarle|comunicar|comunicarle|derivar|derivarle|ponga en contacto)(?: [a-z]{1,8}){0,2} ${to} ${role}`,
    ]),
    conditional: words(['si', 'quiere', 'desea', 'puedo', 'podria', 'prefiere', 'gustaria']),
    announcement: words([
      `(?:le|te|lo|la) (?:transfiero|paso|conecto|comunico|derivo|estoy transfiriendo|voy a transferir)(?: (?:con|a|ahora)){1,2} ${role}`,
    ]),
    identityFailure: words([
      'no (?:he podido|puedo|pude) verificar su identidad',
      'verificacion fallida',
    ]),
  },
  topics: {
    billing_dispute: words([
      'me (?:cobraron|han cobrado|cobro) (?:dos veces|doble|de mas|mal)',
      'cobro (?:indebido|duplicado|incorrecto)',
      'cargo (?:indebido|duplicado|que no reconozco|no reconocido)',
      'disputar (?:el|un|este) cargo',
      'factura (?:incorrecta|equivocada|esta mal)',
    ]),
    legal: words([
      'abogad[oa]s?',
      'demandar(?:los|les|te)?',
      'una demanda',
      'acciones legales',
      'tribunales',
      'a juicio',
      'denunciar(?:los|les)?',
      'una denuncia',
      'oficina del consumidor',
      'hoja de reclamaciones',
      'profeco',
      'omic',
    ]),
    security: words([
      'hackead[oa]',
      'hackearon',
      '(?:me )?robaron (?:la tarjeta|la cuenta|mi)',
      'fraude',
      'estafa',
      'no autorizad[oa]',
      'suplantacion',
    ]),
    safety: words([
      'suicid(?:arme|io)',
      'matarme',
      'se incendio',
      'en llamas',
      'descarga electrica',
      'herid[oa]',
      'emergencia medica',
    ]),
  },
};
